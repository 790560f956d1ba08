# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: 2026 Vointi contributors
#
# Counts the tests of one suite: awk -v suite=NAME -v status=N -f count.awk TAP_FILE
# prints "passed failed skipped", then what a person should read about it.
# A suite without TAP is one test. cmocka writes a skipped test as "not ok … # SKIP".
function say(text) { told = told text "\n" }

function fault(text) {
    failed++
    say("  FAILED: " suite ": " text)
}

# What it said last: a sanitizer's report, the reason of a crash.
function last_words(i) {
    for (i = NR > 25 ? NR - 24 : 1; i <= NR; i++) say("      " line[i])
}

{ line[NR] = $0 }

/^(not )?ok.* # SKIP/ || /^1\.\.0 # SKIP/ {
    tap = 1
    skipped++
    if (/^1/) plan = 1
    else ran++
    sub(/^(not ok|ok|1\.\.0) */, "")
    say("  skipped: " suite ": " $0)
    detail = 0
    next
}

/^1\.\.[0-9]+$/ {
    tap = plan = 1
    planned = substr($0, 4) + 0
    next
}

/^ok/ {
    tap = 1
    passed++
    ran++
    detail = 0
    before = ""
    next
}

/^not ok/ {
    tap = detail = 1
    ran++
    fault($0)
    told = told before
    before = ""
    next
}

# cmocka tells what a test said for itself before "not ok", the rest after it.
detail && /^#/ {
    say("      " $0)
    next
}

{
    detail = 0
    before = before "      " $0 "\n"
}

END {
    faults = failed
    if (status == 124) fault("it took too long")
    else if (!tap && status == 0) passed++
    else if (!tap) fault("ended with status " status)
    else if (!plan) fault("ended with status " status ", before its plan (1..N)")
    else if (planned != ran) fault(planned " tests were announced, " ran + 0 " were run")
    else if (status != 0 && !failed) fault("ended with status " status)
    else if (!ran && !skipped) fault("it holds no tests")
    if (failed > faults) last_words()
    printf "%d %d %d\n%s", passed, failed, skipped, told
}
