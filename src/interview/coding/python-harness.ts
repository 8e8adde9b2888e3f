/**
 * The Python side of a run, kept as text because Pyodide reads it. `load` compiles what is given, the answer and the
 * driver in a namespace of their own; `call` runs one case and returns JSON: ["value", …] or ["stopped", stop, message].
 * It runs in a scope with built-ins of its own, which no answer finds by importing `__main__` or `builtins`; before each
 * answer the modules and files are put back as they were.
 */
const harness = `
import builtins as _builtins, os as _os, shutil as _shutil
import json as _json, math as _math, sys as _sys, traceback as _traceback

_dumps, _loads = _json.dumps, _json.loads

def _plain(value, depth=0):
    if depth > 60:
        raise ValueError("the result is nested too deeply")
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2 ** 53 else {"$": str(value) + "n"}
    if isinstance(value, float):
        if _math.isfinite(value):
            return value
        return {"$": "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"}
    if isinstance(value, dict):
        return {str(key): _plain(each, depth + 1) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset, range)) or hasattr(value, "__iter__"):
        return [_plain(each, depth + 1) for each in value]
    if hasattr(value, "__float__"):
        return float(value)
    return str(value)

def _stopped(error):
    if isinstance(error, MemoryError):
        return ["stopped", "memory", ""]
    line = None
    for frame in _traceback.extract_tb(error.__traceback__):
        if frame.filename == "answer.py":
            line = frame.lineno
    if isinstance(error, SyntaxError) and error.filename == "answer.py":
        line = error.lineno
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    return ["stopped", "error", type(error).__name__ + ": " + said + (" (line %d)" % line if line else "")]

_room = {}
_own = ("__main__", "sys", "js", "pyodide_js", "importlib", "_frozen_importlib", "_frozen_importlib_external", "zipimport")
_folders = ("/tmp", _os.getcwd())
_modules = dict(_sys.modules)
_kept = {name: dict(vars(module)) for name, module in _modules.items()
         if name not in _own and not name.startswith(("pyodide", "_pyodide", "importlib."))}
_files = {folder: set(_os.listdir(folder)) for folder in _folders}
_listdir, _remove, _isdir, _chdir = _os.listdir, _os.remove, _os.path.isdir, _os.chdir

def _restore():
    for name in [name for name in _sys.modules if name not in _modules]:
        del _sys.modules[name]
    _sys.modules.update(_modules)
    _sys.setrecursionlimit(_recursion)
    for name, kept in _kept.items():
        scope = vars(_modules[name])
        for added in [key for key in scope if key not in kept]:
            del scope[added]
        scope.update(kept)
    _chdir(_folders[1])
    for folder, known in _files.items():
        for left in _listdir(folder):
            if left in known:
                continue
            path = folder + "/" + left
            _shutil.rmtree(path, ignore_errors=True) if _isdir(path) else _remove(path)

_recursion = _sys.getrecursionlimit()
_plainly = _kept["builtins"]

def _unspoil():
    vars(_builtins).update(_plainly)

def load(given, code, driver, entry):
    global _room
    _restore()
    _room = {"__name__": "answer", "__builtins__": dict(vars(_builtins))}
    try:
        for source, name in ((given, "given.py"), (code, "answer.py")):
            exec(compile(source, name, "exec"), _room)
        if not callable(_room.get(entry)):
            return _dumps(["stopped", "error", "There is no function named " + entry + ". Keep its name as it was given."])
        exec(compile(driver, "driver.py", "exec"), _room)
        return _dumps(["value", None])
    except BaseException as error:
        _unspoil()
        return _dumps(_stopped(error))

def call(name, args):
    _unspoil()
    try:
        result = _room[name](*_loads(args))
        _unspoil()
        if hasattr(result, "__await__"):
            return _dumps(["stopped", "error", "TypeError: the function is async; write it without async"])
        return _dumps(["value", _plain(result)])
    except BaseException as error:
        _unspoil()
        return _dumps(_stopped(error))
`

/** Defines `load` and `call`, and nothing that leads back to their scope by name. */
export const pythonHarness = `
def _open(source):
    import builtins
    scope = {"__name__": "harness", "__builtins__": dict(vars(builtins))}
    exec(compile(source, "harness.py", "exec"), scope)
    return scope["load"], scope["call"]
load, call = _open(${JSON.stringify(harness)})
del _open
`
