# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: 2026 Vointi contributors
#
# The migrations of schema/ as a C table: awk -f strings.awk schema/*.sql

# Without the comment, if there is one: "--" outside quotes.
function bare(s, i, c, quoted) {
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        if (c == "'") quoted = !quoted
        if (!quoted && substr(s, i, 2) == "--") return substr(s, 1, i - 1)
    }
    return s
}

function c_string(s, i, c, out) {
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        out = out (c == "\\" || c == "\"" ? "\\" c : c)
    }
    return "\"" out "\\n\""
}

BEGIN {
    print "/* Made by tools/strings.awk. */\n#include \"db/driver.h\"\n"
    print "const struct db_migration db_migrations[] = {"
}
FNR == 1 {
    if (NR > 1) print "    },"
    name = FILENAME
    sub(/.*\//, "", name)
    sub(/\.sql$/, "", name)
    printf "    { \"%s\",\n", name
}
{
    sub(/\r$/, "")
    $0 = bare($0)
    if ($0 != "") printf "      %s\n", c_string($0)
}
END { print "    },\n    { 0 }\n};" }
