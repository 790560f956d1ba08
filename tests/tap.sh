# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: 2026 Vointi contributors
#
# For test suites in sh: ". tests/tap.sh", then a line for each test, then "tap_end".
#
#   check "a sentence" command…      the command succeeds
#   refuse "a sentence" command…     it fails
#   same "a sentence" WANTED GOT     two texts are equal
#   skip "a sentence" "the reason"
#
# What a command prints is shown only when its test fails. $scratch is a folder
# that is removed at the end.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM HUP
tap_n=0

tap_result() {
    tap_n=$((tap_n + 1))
    printf '%s %d - %s\n' "$1" $tap_n "$(printf '%s' "$2" | tr '\n' ' ')"
}

check() {
    tap_name=$1
    shift
    if "$@" >"$scratch/tap" 2>&1; then
        tap_result ok "$tap_name"
    else
        tap_result "not ok" "$tap_name"
        sed 's/^/# /' "$scratch/tap"
    fi
}

refuse() {
    tap_name=$1
    shift
    if "$@" >"$scratch/tap" 2>&1; then
        tap_result "not ok" "$tap_name"
        sed 's/^/# /' "$scratch/tap"
    else
        tap_result ok "$tap_name"
    fi
}

same() {
    if [ "$2" = "$3" ]; then
        tap_result ok "$1"
    else
        tap_result "not ok" "$1"
        printf 'wanted: %s\ngot:    %s\n' "$2" "$3" | sed 's/^/# /'
    fi
}

skip() {
    tap_result ok "$1 # SKIP $2"
}

tap_end() {
    echo "1..$tap_n"
}
