/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Sending what waits. A mail is claimed by one conditional update, so that two processes do
 * not send it; right before its end is given to the server, that is written down in another. So
 * a program that dies in between has not sent it, and one that dies later never sends it
 * twice. */
#include "base/date.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "people/letter.h"
#include "people/mail.h"
#include "people/mail.sql.h"
#include "people/people.h"
#include "people/smtp.h"
#include "web/address.h"

#include <string.h>

enum {
    CLAIM_SECONDS = 300, /* longer than a mail may take: smtp.c */
    ONCE_MOST = 1000,    /* in one go */
    ERROR_MOST = 300,
    MINUTE = 60,
    HOUR = 60 * MINUTE,
    DAY = 24 * HOUR
};

int64_t mail_pause(int64_t tries, bool refused)
{
    static const int64_t pauses[] = { MINUTE,   5 * MINUTE, 15 * MINUTE, HOUR,
                                      3 * HOUR, 6 * HOUR,   12 * HOUR,   DAY };
    static const int64_t refusals[] = { 5 * MINUTE, HOUR };
    const int64_t n = sizeof pauses / sizeof *pauses;

    if (refused)
        return tries <= 2 ? refusals[tries - 1] : -1;
    return pauses[(tries < n ? tries : n) - 1];
}

struct sending {
    struct visit *v;
    const struct mail_settings *settings;
    const char *host; /* of our address, without port */
    struct smtp *smtp;
    struct mail_sent *out;
    struct message_next_row *m; /* the one that is being sent */
    enum lang lang;             /* it is written in */
    const char *body;           /* with its links */
};

/* ---- taking one from the queue ---- */

static const char *link_made(struct visit *v, const char *leads_to, void *arg)
{
    const struct sending *s = arg;
    const struct message_next_row *m = s->m;
    bool once = strcmp(m->link_kind, "once") == 0;
    const char *link;

    if (!(once ? link_make(v, m->person, true, leads_to, m->link_seconds, &link)
               : link_make_of_round(v, m->person, m->round == DB_NULL ? 0 : m->round, leads_to,
                                    m->link_seconds, &link)))
        return NULL;
    return text(v, "%s%s%s%s", s->settings->address, s->lang == LANG_FI ? "" : "/",
                s->lang == LANG_FI ? "" : lang_code(s->lang), link);
}

/* s->m NULL: nothing is due. claimed false: another process was quicker. */
static bool claim(struct sending *s, bool *claimed)
{
    struct visit *v = s->v;
    struct message_claim_row *row = NULL;
    const char *now = date_now(v);

    *claimed = false;
    if (!db_begin_unseen(v) || !message_next(v, &s->m, now) ||
        (s->m && !message_claim(v, &row, s->m->id, date_after(v, now, CLAIM_SECONDS), now)))
        return false;
    if (!row)
        return db_commit(v);
    s->m->tries++;
    s->lang = lang_of(s->m->lang) < LANGS ? lang_of(s->m->lang) : LANG_FI;
    s->body = mail_with_links(v, s->m->body, link_made, s);
    *claimed = true;
    return s->body && db_commit(v);
}

/* ---- what did not go ---- */

static const char *plan_address(struct visit *v, const struct mail_settings *settings,
                                const struct plan_of_message_row *plan, const char *rest)
{
    return text(v, "%s%s", settings->address,
                to_plan(v, plan->is_default ? "" : plan->slug, "%s", rest));
}

static bool tell_one(struct sending *s, const struct coordinators_of_row *who,
                     const struct plan_of_message_row *plan, const char *words)
{
    struct visit *v = s->v;
    struct messages_recent_row *recent;

    /* One a day is enough: the page shows them all. */
    if (!messages_recent(v, &recent, who->id, message_kind_code(MESSAGE_FAILURE),
                         date_after(v, date_now(v), -(int64_t)DAY)))
        return false;
    if (recent->messages)
        return true;
    const char *body = text(
        v, "%s%s%s%s", mail_hello(v, who->person_name),
        mail_words(v, text(v, tr(v, "A mail to %s did not go, and it is not tried any more. The "
                                    "server said: %s"), s->m->recipient, words)),
        mail_words(v, tr(v, "Check the address. All mail of the plan and how it went:")),
        mail_words(v, plan_address(v, s->settings, plan, "/muistutukset")));
    return mail_put(v,
                    &(struct mail){ .to = who->email,
                                    .subject = tr(v, "A mail did not go"),
                                    .body = body,
                                    .kind = MESSAGE_FAILURE,
                                    .person = who->id,
                                    .plan = s->m->plan },
                    NULL);
}

/* The coordinators of the plan; nobody is told that such a mail did not go. */
static bool tell_coordinators(struct sending *s, const char *words)
{
    struct visit *v = s->v;
    enum message_kind kind = message_kind_of(s->m->message_kind);
    enum lang lang = v->lang;
    struct coordinators_of_rows who;
    struct plan_of_message_row *plan;

    if (s->m->plan == DB_NULL || kind == MESSAGE_FAILURE || kind == MESSAGE_SIGN_IN)
        return true;
    if (!plan_of_message(v, &plan, s->m->plan) || !coordinators_of(v, &who, s->m->plan))
        return false;
    v->lang = s->lang;
    bool ok = true;
    for (size_t i = 0; ok && plan && i < who.n; i++)
        ok = tell_one(s, &who.at[i], plan, words);
    v->lang = lang;
    return ok;
}

static bool give_up(struct sending *s, const char *words)
{
    s->out->given_up++;
    return message_give_up(s->v, s->m->id, date_now(s->v), words) && tell_coordinators(s, words);
}

static bool retry(struct sending *s, bool refused, const char *words)
{
    const char *now = date_now(s->v);
    int64_t pause = mail_pause(s->m->tries, refused);
    const char *next = date_after(s->v, now, pause);

    if (pause < 0 || strcmp(next, s->m->until_at) > 0)
        return give_up(s, words);
    s->out->failed++;
    return message_retry(s->v, s->m->id, next, words);
}

/* ---- one mail ---- */

static bool before_end(void *arg)
{
    struct sending *s = arg;
    struct message_hand_row *row;

    return db_begin_unseen(s->v) &&
           message_hand(s->v, &row, s->m->id, date_now(s->v), s->m->tries) && db_commit(s->v) &&
           row;
}

static bool keep_result(struct sending *s, enum smtp_result result, const char *words)
{
    struct visit *v = s->v;

    if (result != SMTP_SENT && result != SMTP_STOPPED)
        s->out->error = words;
    switch (result) {
    case SMTP_SENT:
        s->out->sent++;
        return message_sent(v, s->m->id, date_now(v));
    case SMTP_UNSURE:
        s->out->unsure++;
        return message_unsure(v, s->m->id, words);
    case SMTP_STOPPED:
        return message_release(v, s->m->id, s->m->tries);
    default:
        return retry(s, result == SMTP_REFUSED, words);
    }
}

static bool send_one(struct sending *s, enum smtp_result *result)
{
    struct visit *v = s->v;
    const char *words = "";
    struct letter letter = {
        .from = s->settings->from,
        .from_name = "Vointi",
        .to = s->m->recipient,
        .subject = s->m->subject,
        .body = s->body,
        .id = text(v, "%lld.%s", (long long)s->m->id, text_plain(v->arena, s->m->made_at)),
        .host = s->host,
        .date = date_now(v),
        .lang = lang_code(s->lang),
    };
    struct smtp_mail mail = { .from = letter.from, .to = letter.to, .before_end = before_end,
                              .arg = s };

    mail.bytes = letter_write(v, &letter, &mail.n);
    *result = SMTP_REFUSED;
    if (!mail.bytes || strcmp(s->m->until_at, date_now(v)) <= 0) {
        words = mail.bytes ? s->m->last_error ? s->m->last_error : tr(v, "Its time is over.")
                           : tr(v, "The address or the subject can't stand in a mail.");
        return db_begin_unseen(v) && give_up(s, words) && db_commit(v);
    }
    *result = smtp_send(v, s->smtp, &mail, &words);
    words = text_cut(v->arena, words, ERROR_MOST);
    if (*result != SMTP_SENT) /* the server's words may hold an address of a person */
        log_line("mail %lld: %s", (long long)s->m->id,
                 *result == SMTP_DOWN ? words : smtp_result_name(*result));
    return !failed(v) && db_begin_unseen(v) && keep_result(s, *result, words) && db_commit(v);
}

static bool send_all(struct sending *s, const atomic_bool *stop)
{
    for (int i = 0; i < ONCE_MOST && !(stop && *stop); i++) {
        enum smtp_result result;
        bool claimed;
        if (!claim(s, &claimed))
            return false;
        if (!s->m)
            return true;
        if (!claimed)
            continue;
        if (!send_one(s, &result))
            return false;
        if (result == SMTP_DOWN || result == SMTP_STOPPED)
            return true;
    }
    return true;
}

bool mail_send_due(struct visit *v, const atomic_bool *stop, struct mail_sent *out)
{
    struct mail_settings settings;
    struct messages_waiting_row *waiting;
    struct sending s = { .v = v, .settings = &settings, .out = out };

    *out = (struct mail_sent){ 0 };
    if (!db_begin_read(v) || !mail_settings_load(v, &settings))
        return false;
    db_end(v);
    if (settings.smtp_url) {
        const char *host = strstr(settings.address, "://") + 3;
        s.host = arena_copy(v->arena, host, strcspn(host, ":"));
        s.smtp = smtp_open(v, settings.smtp_url, s.host, stop);
        bool ok = s.smtp && send_all(&s, stop);
        smtp_close(s.smtp);
        db_end(v);
        if (!ok)
            return false;
    }
    if (!db_begin_read(v) || !messages_waiting(v, &waiting, date_now(v)))
        return false;
    db_end(v);
    out->waiting = (size_t)waiting->messages;
    return true;
}
