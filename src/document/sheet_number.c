/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "document/sheet_number.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

enum {
    LAST_DAY = 2958465,  /* 9999-12-31 */
    DAYS_TO_1904 = 1462, /* between the two ways to count days */
    DAYS_TO_1970 = 25569,
    LEAP_BUG = 60, /* 1900-02-29, which was not: Lotus 1-2-3's mistake, kept by all */
    DAY_SECONDS = 86400,
    MOST_DIGITS = 15, /* that a spreadsheet keeps */
};

const char *sheet_number_code(int id)
{
    static const struct {
        int first, last;
        const char *code;
    } codes[] = {
        { 1, 1, "0" },
        { 2, 2, "0.00" },
        { 3, 3, "#,##0" },
        { 4, 4, "#,##0.00" },
        { 9, 9, "0%" },
        { 10, 10, "0.00%" },
        { 14, 16, "d.m.yyyy" },
        { 17, 17, "mmm yyyy" },
        { 18, 18, "h:mm" },
        { 19, 19, "h:mm:ss" },
        { 20, 20, "h:mm" },
        { 21, 21, "h:mm:ss" },
        { 22, 22, "d.m.yyyy h:mm" },
        { 27, 31, "d.m.yyyy" },
        { 36, 36, "d.m.yyyy" },
        { 37, 38, "#,##0" },
        { 39, 40, "#,##0.00" },
        { 45, 45, "mm:ss" },
        { 46, 46, "[h]:mm:ss" },
        { 47, 47, "mm:ss" },
        { 50, 54, "d.m.yyyy" },
        { 57, 58, "d.m.yyyy" },
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (id >= codes[i].first && id <= codes[i].last)
            return codes[i].code;
    return NULL;
}

/* How many bytes of the code a literal takes that stands at p: a quoted text, an
 * escaped sign, a gap as wide as a sign, a sign that fills, something in brackets. 0: none. */
static size_t literal(const char *p)
{
    if (*p == '"' || *p == '[') {
        const char *end = strchr(p + 1, *p == '[' ? ']' : '"');
        return end ? (size_t)(end - p) + 1 : strlen(p);
    }
    if (*p == '\\' || *p == '_' || *p == '*') {
        const char *end = p + 1;
        text_next(&end);
        return (size_t)(end - p);
    }
    return 0;
}

/* The section of the code for the value: positive;negative;zero;text. */
static const char *pick_section(struct visit *v, const char *code, double value, bool *unsign)
{
    const char *sections[3] = { code };
    size_t n = 1;

    for (const char *p = code; *p && n < 3; p += literal(p) ? literal(p) : 1)
        if (*p == ';')
            sections[n++] = p + 1;
    size_t pick = value < 0 && n > 1 ? 1 : value == 0 && n > 2 ? 2 : 0;
    *unsign = pick == 1;
    const char *end = sections[pick];
    while (*end && *end != ';')
        end += literal(end) ? literal(end) : 1;
    return arena_copy(v->arena, sections[pick], (size_t)(end - sections[pick]));
}

/* ---- dates and times ---- */

struct parts {
    bool year, month, day, hour, minute, second;
    bool elapsed; /* [h]: hours go on past 24 */
};

/* Which parts of a time the section shows; false: it shows a plain number. */
static bool find_parts(const char *section, struct parts *out)
{
    char last = 0; /* the part before, for "m": month or minute */

    *out = (struct parts){ 0 };
    for (const char *p = section; *p; p += literal(p) ? literal(p) : 1) {
        char c = *p == '[' ? p[1] : *p;
        if (*p == '[' && p[1 + strspn(p + 1, "hHmMsS")] != ']')
            continue;
        if (!strchr("yYmMdDhHsS", c) || (*p != '[' && literal(p)))
            continue;
        c |= 0x20;
        out->elapsed |= *p == '[';
        out->year |= c == 'y';
        out->day |= c == 'd';
        out->hour |= c == 'h';
        out->second |= c == 's';
        if (c == 'm' && last != 'm')
            *(last == 'h' || *p == '[' ? &out->minute : &out->month) = true;
        /* "mm:ss": what was taken for a month were minutes */
        if (c == 's' && last == 'm' && !out->hour) {
            out->minute = true;
            out->month = false;
        }
        last = c;
    }
    return out->year || out->month || out->day || out->hour || out->minute || out->second;
}

/* The proleptic Gregorian date of a day counted from 1970-01-01 (Hinnant's way:
 * years begin in March, so that the leap day is the last). */
static const char *date_text(struct visit *v, long days, const struct parts *show)
{
    long z = days + 719468, era = z / 146097, doe = z - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    long day = doy - (153 * mp + 2) / 5 + 1, month = mp < 10 ? mp + 3 : mp - 9;
    long year = yoe + era * 400 + (month <= 2);

    if (show->day)
        return text(v, "%04ld-%02ld-%02ld", year, month, day);
    return show->month ? text(v, "%04ld-%02ld", year, month) : text(v, "%04ld", year);
}

static const char *time_text(struct visit *v, long seconds, const struct parts *show)
{
    const char *hours = text(v, "%02ld:%02ld", seconds / 3600, seconds / 60 % 60);
    return show->second ? text(v, "%s:%02ld", hours, seconds % 60) : hours;
}

static const char *moment_text(struct visit *v, double value, const struct parts *show,
                               bool from_1904)
{
    bool date = show->year || show->month || show->day;
    bool time = show->hour || show->minute || show->second;
    double whole = floor(value);
    long days = (long)whole + (from_1904 ? DAYS_TO_1904 : 0);
    long seconds = time ? lround((value - whole) * DAY_SECONDS) : 0;

    days += seconds / DAY_SECONDS;
    seconds %= DAY_SECONDS;
    if (!date)
        return time_text(v, seconds + (show->elapsed ? days * DAY_SECONDS : 0), show);
    if (days == LEAP_BUG)
        return "1900-02-29";
    const char *day = date_text(v, days - DAYS_TO_1970 + (days < LEAP_BUG), show);
    return time ? text(v, "%s %s", day, time_text(v, seconds, show)) : day;
}

/* ---- plain numbers ---- */

static const char *with_comma(char *number)
{
    char *point = strchr(number, '.');
    if (point)
        *point = ',';
    return number;
}

static const char *general(struct visit *v, double value)
{
    bool whole = value == floor(value) && fabs(value) < 1e15;
    return with_comma(arena_text(v->arena, whole ? "%.0f" : "%.15g", value == 0 ? 0 : value));
}

/* The digits of a section: "#,##0.0#" has one before the comma, one to two after. */
struct digits {
    int before, least, most;
    int percents;
    bool any, odd; /* odd: a fraction or an exponent */
};

static struct digits count_digits(const char *section)
{
    struct digits d = { 0 };
    bool after = false;

    for (const char *p = section; *p; p += literal(p) ? literal(p) : 1) {
        bool zero = *p == '0', digit = zero || *p == '#' || *p == '?';
        after |= *p == '.';
        d.any |= digit;
        d.before += zero && !after;
        d.least += zero && after;
        d.most += digit && after;
        d.percents += *p == '%';
        d.odd |= *p == '/' || *p == 'E' || *p == 'e';
    }
    d.most = d.most < MOST_DIGITS ? d.most : MOST_DIGITS;
    d.before = d.before < MOST_DIGITS ? d.before : MOST_DIGITS;
    return d;
}

static const char *digits_text(struct visit *v, double value, const struct digits *d)
{
    char *number = arena_text(v->arena, "%.*f", d->most, fabs(value));
    size_t n = strlen(number), point = strcspn(number, ".");
    bool zero = strspn(number, "0.") == n;

    for (int i = d->most; i > d->least && number[n - 1] == '0'; i--)
        number[--n] = '\0';
    if (n == point + 1)
        number[--n] = '\0';
    if (zero && !d->before)
        return ""; /* "#" shows nothing of a zero */
    int pad = (size_t)d->before > point ? d->before - (int)point : 0;
    return with_comma(arena_text(v->arena, "%s%.*s%s", value < 0 && !zero ? "-" : "", pad,
                                 "000000000000000", number));
}

/* The literal at p as it is shown: quotes off, gaps and colours left out; of a
 * currency in brackets its sign ("[$€-40B]"). */
static void put_literal(struct buf *out, const char *p, size_t n)
{
    if (*p == '"')
        buf_put(out, p + 1, n > 1 && p[n - 1] == '"' ? n - 2 : n - 1);
    else if (*p == '\\')
        buf_put(out, p + 1, n - 1);
    else if (*p == '_')
        buf_putc(out, ' ');
    else if (text_begins(p, "[$"))
        buf_put(out, p + 2, strcspn(p + 2, "-]"));
}

/* The section with the number in the place of its digits. */
static const char *fill_section(struct visit *v, const char *section, const char *number)
{
    struct buf out = buf_new(4096);
    bool put = false;

    for (const char *p = section; *p;) {
        size_t n = literal(p);
        if (n) {
            put_literal(&out, p, n);
        } else if (strchr("0#?.,", *p)) {
            buf_puts(&out, put ? "" : number);
            put = true;
        } else {
            /* "12,3 %": Finnish and Swedish have a space before the sign */
            buf_puts(&out, *p == '%' && put ? " " : "");
            buf_putc(&out, *p);
        }
        p += n ? n : 1;
    }
    const char *text = text_squeeze(v->arena, out.at ? out.at : "");
    buf_free(&out);
    return text;
}

const char *sheet_number(struct visit *v, double value, const char *code, bool from_1904)
{
    struct parts parts;
    bool unsign;

    if (!isfinite(value))
        return "";
    if (!code || !*code || strcmp(code, "@") == 0 || strstr(code, "General"))
        return general(v, value);
    const char *section = pick_section(v, code, value, &unsign);
    if (find_parts(section, &parts))
        return value >= 0 && value <= LAST_DAY ? moment_text(v, value, &parts, from_1904)
                                               : general(v, value);
    struct digits d = count_digits(section);
    if (d.odd || !*section || fabs(value) >= 1e15)
        return general(v, value);
    for (int i = 0; i < d.percents && i < 3; i++)
        value *= 100;
    return fill_section(v, section, digits_text(v, unsign ? -value : value, &d));
}

const char *sheet_date(struct visit *v, const char *iso)
{
    char *text = arena_strdup(v->arena, iso), *t = strchr(text, 'T');
    if (t)
        *t = text_begins(t, "T00:00:00") ? '\0' : ' ';
    return text;
}
