"""macOS: say of what was just copied that it is to be concealed (nspasteboard.org), which Qt has no format for.

Plain calls of the Objective-C runtime (developer.apple.com: objc_msgSend, NSPasteboard addTypes:owner:,
setString:forType:); each has its own signature, as the runtime asks for.
"""

from __future__ import annotations

import ctypes
from ctypes import c_bool, c_char_p, c_long, c_void_p

CONCEALED = b"org.nspasteboard.ConcealedType"


def conceal() -> None:
    """Mark what this program has put on the general pasteboard. Where that fails, it is copied all the same."""
    objc = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    ctypes.CDLL("/System/Library/Frameworks/AppKit.framework/AppKit")
    objc.objc_getClass.restype = objc.sel_registerName.restype = c_void_p
    objc.objc_getClass.argtypes = objc.sel_registerName.argtypes = (c_char_p,)

    def send(receiver: int, selector: bytes, *given: tuple[type, object], gives: type = c_void_p) -> int:
        kinds = [kind for kind, _ in given]
        call = ctypes.CFUNCTYPE(gives, c_void_p, c_void_p, *kinds)(("objc_msgSend", objc))
        return call(receiver, objc.sel_registerName(selector), *(value for _, value in given)) or 0

    text, array = objc.objc_getClass(b"NSString"), objc.objc_getClass(b"NSArray")
    board = send(objc.objc_getClass(b"NSPasteboard"), b"generalPasteboard")
    kind = send(text, b"stringWithUTF8String:", (c_char_p, CONCEALED))
    kinds = send(array, b"arrayWithObject:", (c_void_p, kind))
    send(board, b"addTypes:owner:", (c_void_p, kinds), (c_void_p, None), gives=c_long)
    empty = send(text, b"stringWithUTF8String:", (c_char_p, b""))
    send(board, b"setString:forType:", (c_void_p, empty), (c_void_p, kind), gives=c_bool)
