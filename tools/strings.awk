# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: 2026 Vointi contributors
#
# The migrations of schema/ as a C table: awk -f strings.awk schema/*.sql
BEGIN { print "/* Made by tools/strings.awk. */\n#include \"db/driver.h\"\n\nconst struct db_migration db_migrations[] = {" }
FNR == 1 {
    if (NR > 1) print "    },"
    name = FILENAME
    sub(/.*\//, "", name)
    sub(/\.sql$/, "", name)
    printf "    { \"%s\",\n", name
}
{
    sub(/--.*/, "")
    gsub(/\\/, "\\\\")
    gsub(/"/, "\\\"")
    if ($0 != "") printf "      \"%s\\n\"\n", $0
}
END { print "    },\n    { 0 }\n};" }
