"""What is put into files that are mutated: strange texts, markup, words, sizes."""

STRANGE = (
    "\x00",
    "\x1b",
    "\x7f",
    "\u202e",
    "\u200d",
    "\ufeff",
    "\u00ad",
    "\U000e0041",
    "\ue000",
    "\u0378",
    "\r",
    "\u2028",
)


MARKUP = (
    *("=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "<script>alert(1)</script>", "[x](javascript:alert(1))"),
    *("`x`{=html}", "![p](http://127.0.0.1/x.png)", "5*3*2", "C:\\temp\\x", "H~2~O", "$x^2$", "{name}"),
)


WORDS = ("other", "none", "null", "yes", "x", "0", "-1", "1", "1e5", "NaN", "inf", "1_000", "KAZ", "XOT", "ARG-ARG")


HUGE = ("9" * 400, "1" * 20, "a" * 200_000, "POINT EMPTY", "2014-02-30", "202400")
