import { limits } from './run'

/**
 * The Python side of a run, kept as text because Pyodide reads it. `load` compiles what is given, the answer and the
 * driver in a namespace of their own; `call` runs one case. Both return JSON: ["value", …] or ["stopped", {…}], as in
 * run.ts. It runs in a scope with built-ins of its own, so that an answer that replaces some is told what it did. `shut`
 * takes away what leads from Python to JavaScript; it comes last, for Pyodide's own code needs it until then.
 */
const harness = `
import asyncio as _asyncio, builtins as _builtins, gc as _gc, io as _io, types as _types
import json as _json, math as _math, os as _os, sys as _sys, time as _time, traceback as _traceback

_dumps, _loads = _json.dumps, _json.loads
_extract = _traceback.extract_tb

def _plain(value, depth=0):
    if depth > 60:
        raise ValueError("the result is nested too deeply")
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int):
        return int(value) if abs(value) < 2 ** 53 else {"$": str(value) + "n"}
    if isinstance(value, float):
        if _math.isfinite(value):
            return float(value)
        return {"$": "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"}
    if isinstance(value, dict):
        return {str(key): _plain(each, depth + 1) for key, each in value.items()}
    if isinstance(value, type) or callable(value):
        return {"$": "a function that was not called" if not isinstance(value, type) else "a class"}
    if hasattr(value, "__await__") or hasattr(value, "__aiter__"):
        return {"$": "a coroutine that was not awaited"}
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name), depth + 1) for name in value.__dataclass_fields__}
    if hasattr(value, "__iter__"):
        return [_plain(each, depth + 1) for each in value]
    if hasattr(value, "__float__"):
        return _plain(float(value))
    return {"$": str(value) if isinstance(value, complex) else "an object of type " + type(value).__name__}

def _stopped(error):
    if isinstance(error, MemoryError):
        return ["stopped", {"stop": "memory", "message": ""}]
    frames = _extract(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == "answer.py"]
    if isinstance(error, SyntaxError) and error.filename == "answer.py":
        lines.append(error.lineno)
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    told = {"stop": "error", "message": type(error).__name__ + (": " + said if said else "")}
    if lines:
        told["line"] = lines[-1]
    elif frames and frames[-1].filename in ("driver.py", "harness.py"):
        told["after"] = True
    return ["stopped", told]

_raw = _sys.stdout

class _Paper(_io.TextIOBase):
    """Takes what is printed; what is over the limit costs nothing."""
    encoding, left = "utf-8", 0
    buffer = getattr(_raw, "buffer", None)

    def fresh(self, left):
        vars(self).pop("write", None)
        self.left = left

    def write(self, text):
        left = self.left
        self.left = left - len(text)
        if self.left > 0:
            return _raw.write(text)
        _raw.write(text[:left])
        self.write = len
        return len(text)

    def writable(self):
        return True

    def flush(self):
        _raw.flush()

    def fileno(self):
        return 1

_paper = _Paper()
_room = {}
_plainly = dict(vars(_builtins))

def _told(reply):
    vars(_builtins).update(_plainly)
    _raw.flush()
    return _dumps(reply)

def load(given, code, driver, entry):
    global _room
    module = _types.ModuleType("answer")
    _room = vars(module)
    _room["__builtins__"] = dict(_plainly)
    _sys.modules["answer"] = module
    _sys.stdout = _sys.stderr = _paper
    _paper.fresh(${limits.outputCharacters + 1})
    try:
        for source, name in ((given, "given.py"), (code, "answer.py")):
            exec(compile(source, name, "exec"), _room)
        if not callable(_room.get(entry)):
            there = sorted(name for name, each in _room.items() if isinstance(each, _types.FunctionType)
                           and each.__code__.co_filename == "answer.py")
            return _told(["stopped", {"stop": "error", "message": "no function " + entry + ", but " + ", ".join(there)}])
        exec(compile(driver, "driver.py", "exec"), _room)
        return _told(["value", None])
    except BaseException as error:
        return _told(_stopped(error))

def call(name, args):
    _sys.stdin = _io.StringIO()
    try:
        result = _room[name](*_loads(args))
        if _asyncio.iscoroutine(result):
            result = _asyncio.run(result)
        return _told(["value", _plain(result)])
    except BaseException as error:
        return _told(_stopped(error))

_shut = ("js", "pyodide", "_pyodide", "_pyodide_core", "pyodide_js", "ctypes", "_ctypes")

class _Wall:
    """Says of what is behind it that it does not exist."""
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] in _shut:
            raise ModuleNotFoundError("No module named " + repr(name), name=name)

class _Selector:
    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("it waits for something that never comes")
        _sleep(timeout)
        return []

    def get_map(self):
        return {}

class _Loop(_asyncio.BaseEventLoop):
    """Tasks that wait for one another and for the clock; there is no input or output to wait for."""
    def __init__(self):
        super().__init__()
        self._selector = _Selector()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass

def _sleep(seconds):
    """In short pauses, so that the time limit is noticed."""
    end = _time.monotonic() + seconds
    while (left := end - _time.monotonic()) > 0:
        _pause(min(left, 0.05))

def _no_process(command):
    raise OSError("[Errno 138] emscripten does not support processes.")

_pause = getattr(_time.sleep, "__wrapped__", _time.sleep)

def shut():
    kept = []
    for finder in _sys.meta_path:
        if (finder if isinstance(finder, type) else type(finder)).__module__.startswith("_pyodide"):
            getattr(finder, "jsproxies", {}).clear()
        else:
            kept.append(finder)
    _sys.meta_path[:] = [_Wall] + kept
    _asyncio._set_running_loop(None)
    _asyncio.events._event_loop_policy = None
    _asyncio.run = getattr(_asyncio.run, "__wrapped__", _asyncio.run)
    _asyncio.new_event_loop = _asyncio.events.new_event_loop = _Loop
    _time.sleep = _sleep
    _os.system = _no_process
    for name in [name for name in _sys.modules if name.partition(".")[0] in _shut]:
        inside = getattr(_sys.modules.pop(name), "__dict__", None)
        if isinstance(inside, dict):
            inside.clear()
    # Pyodide's doors also stand in scopes that no name leads to any more.
    for each in _gc.get_objects():
        if type(each) is dict and ("to_js" in each or "run_js" in each):
            each.clear()
`

/** Defines `load`, `call` and `shut`, and nothing that leads back to their scope by name. */
export const pythonHarness = `
def _open(source):
    import builtins
    scope = {"__name__": "harness", "__builtins__": dict(vars(builtins))}
    exec(compile(source, "harness.py", "exec"), scope)
    return scope["load"], scope["call"], scope["shut"]
load, call, shut = _open(${JSON.stringify(harness)})
del _open
`
