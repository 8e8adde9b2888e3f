/**
 * The Python side of a run, kept as text because Pyodide reads it. `load` compiles what is given, the answer and the
 * driver in a namespace of their own; `call` runs one case and returns JSON: ["value", …] or ["stopped", stop, message].
 */
export const pythonHarness = `
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

def load(given, code, driver, entry):
    global _room
    _room = {"__name__": "answer"}
    try:
        for source, name in ((given, "given.py"), (code, "answer.py")):
            exec(compile(source, name, "exec"), _room)
        if not callable(_room.get(entry)):
            return _dumps(["stopped", "error", "There is no function named " + entry + ". Keep its name as it was given."])
        exec(compile(driver, "driver.py", "exec"), _room)
        return _dumps(["value", None])
    except BaseException as error:
        return _dumps(_stopped(error))

def call(name, args):
    try:
        result = _room[name](*_loads(args))
        if hasattr(result, "__await__"):
            return _dumps(["stopped", "error", "TypeError: the function is async; write it without async"])
        return _dumps(["value", _plain(result)])
    except BaseException as error:
        return _dumps(_stopped(error))
`
