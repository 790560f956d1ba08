/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Writing mail and putting it into the queue. */
#include "people/mail.h"

#include "base/date.h"
#include "base/text.h"
#include "db/db.h"
#include "people/mail.sql.h"
#include "web/page.h"

#include <string.h>

enum { DAY = 24 * 3600, GIVEN_UP_AFTER = 4 * DAY, SIGN_IN_UNTIL = 30 * 60, KEPT = 365 * DAY };

/* ---- how mail is sent ---- */

bool mail_settings_load(struct visit *v, struct mail_settings *s)
{
    struct mail_facts_rows rows;

    *s = (struct mail_settings){ 0 };
    if (!mail_facts(v, &rows))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        const char *key = rows.at[i].instance_key, *value = rows.at[i].instance_value;
        if (*value && strcmp(key, "smtp_url") == 0)
            s->smtp_url = value;
        else if (*value && strcmp(key, "mail_from") == 0)
            s->from = value;
        else if (*value)
            s->address = value;
    }
    if (!s->from || !s->address)
        s->smtp_url = NULL;
    return true;
}

bool mail_is_set_up(struct visit *v, bool *yes)
{
    struct mail_settings s;

    if (!mail_settings_load(v, &s))
        return false;
    *yes = s.smtp_url != NULL;
    return true;
}

static const char *after(const char *s, const char *head)
{
    return text_begins(s, head) ? s + strlen(head) : NULL;
}

/* A host with or without a port, and nothing that would end it. */
static bool is_host(const char *s)
{
    return *s && strlen(s) == strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                        "0123456789.-:[]");
}

const char *smtp_url_fault(struct visit *v, const char *url)
{
    const char *plain = after(url, "smtp://"), *rest = plain;

    rest = rest ? rest : after(url, "smtps://");
    rest = rest ? rest : after(url, "smtp+starttls://");
    if (!rest)
        return tr(v, "Write the server like smtps://user@mail.example, "
                     "smtp+starttls://user@mail.example:587 or smtp://mail.example.");
    const char *at = strrchr(rest, '@');
    if (at && plain)
        return tr(v, "A user name goes only over TLS: write smtps:// or smtp+starttls://.");
    if (at && memchr(rest, ':', (size_t)(at - rest)))
        return tr(v, "Keep the password out of the address: put it into a file "
                     "(VOINTI_SMTP_PASSWORD_FILE) or the systemd credential smtp_password.");
    return is_host(at ? at + 1 : rest) ? NULL
                                       : tr(v, "The name of the mail server can't be right.");
}

const char *address_fault(struct visit *v, const char *address)
{
    const char *rest = after(address, "https://");

    rest = rest ? rest : after(address, "http://");
    return rest && is_host(rest) ? NULL
                                 : tr(v, "Write the address like https://plan.example.");
}

/* ---- writing ---- */

static const struct {
    const char *code, *name;
} kinds[MESSAGE_KINDS] = {
    [MESSAGE_INVITATION] = { "invitation", N_("Invitation") },
    [MESSAGE_SIGN_IN] = { "sign_in", N_("Link for signing in") },
    [MESSAGE_REMINDER] = { "reminder", N_("Reminder") },
    [MESSAGE_LIST] = { "list", N_("List of those who do not answer") },
    [MESSAGE_FAILURE] = { "failure", N_("A mail did not go") },
};

const char *message_kind_code(enum message_kind kind)
{
    return kinds[kind].code;
}

enum message_kind message_kind_of(const char *code)
{
    enum message_kind k = 0;
    while (k < MESSAGE_KINDS && strcmp(kinds[k].code, code) != 0)
        k++;
    return k;
}

const char *message_kind_name(enum message_kind kind)
{
    return kinds[kind].name;
}

/* A line that begins so is a link to be made: text_clean() leaves no such byte in what
 * anybody typed or imported. */
#define LINK_MARK '\x1e'

const char *mail_words(struct visit *v, const char *words)
{
    return text(v, "%s\n\n", text_trim(v->arena, text_clean(v->arena, words, strlen(words))));
}

const char *mail_link(struct visit *v, const char *leads_to)
{
    return text(v, "%c%s\n\n", LINK_MARK, leads_to);
}

const char *mail_hello(struct visit *v, const char *name)
{
    return mail_words(v, *name ? text(v, tr(v, "Hello %s,"), name) : tr(v, "Hello,"));
}

const char *mail_goodbye(struct visit *v)
{
    return mail_words(v, tr(v, "The link is yours alone: whoever opens it acts in your name. "
                               "Do not send it on. This mail was sent by a program; nobody "
                               "reads answers to it."));
}

const char *mail_with_links(struct visit *v, const char *body,
                            const char *(*link)(struct visit *v, const char *leads_to, void *arg),
                            void *arg)
{
    const char *out = "";

    for (const char *at; (at = strchr(body, LINK_MARK)); body = at + 1 + strcspn(at + 1, "\n")) {
        const char *leads_to = arena_copy(v->arena, at + 1, strcspn(at + 1, "\n"));
        const char *words = link(v, leads_to, arg);
        if (!words)
            return NULL;
        out = text(v, "%s%.*s%s", out, (int)(at - body), body, words);
    }
    return text(v, "%s%s", out, body);
}

static const char *no_link(struct visit *v, const char *leads_to, void *arg)
{
    (void)leads_to;
    (void)arg;
    return tr(v, "(a personal link)");
}

const char *mail_shown(struct visit *v, const char *body)
{
    return mail_with_links(v, body, no_link, NULL);
}

bool mail_put(struct visit *v, const struct mail *m, int64_t *id)
{
    struct message_add_row *row;
    const char *now = date_now(v);
    bool soon = m->kind == MESSAGE_SIGN_IN; /* nobody waits longer for it */

    if (!messages_sweep(v, date_after(v, now, -(int64_t)KEPT)) ||
        !message_add(v, &row,
                     &(struct message_add_args){
                         .recipient = m->to,
                         .subject = text_squeeze(
                             v->arena, text_clean(v->arena, m->subject, strlen(m->subject))),
                         .body = m->body,
                         .message_kind = kinds[m->kind].code,
                         .lang = lang_code(v->lang),
                         .link_kind = m->once ? "once" : "round",
                         .link_seconds = m->link_seconds,
                         .round = db_id(m->round),
                         .person = db_id(m->person),
                         .plan = db_id(m->plan),
                         .made_at = now,
                         .due_at = now,
                         .until_at = date_after(v, now, soon ? SIGN_IN_UNTIL : GIVEN_UP_AFTER),
                     }))
        return false;
    if (id)
        *id = row->id;
    v->mail_waits = true;
    return true;
}

/* ---- the state of one ---- */

static const struct {
    const char *code, *name, *icon;
} states[MAIL_STATES] = {
    [MAIL_WAITS] = { "waits", N_("Waits to be sent"), "notstarted" },
    [MAIL_TRIES_AGAIN] = { "tries_again", N_("Did not go yet, is tried again"), "refers" },
    [MAIL_SENT] = { "sent", N_("Sent"), "done" },
    [MAIL_UNSURE] = { "unsure", N_("Perhaps sent: the server did not answer"), "missing" },
    [MAIL_GIVEN_UP] = { "given_up", N_("Did not go"), "missing" },
};

enum mail_state mail_state(const struct mail_times *t)
{
    return t->sent_at       ? MAIL_SENT
           : t->given_up_at ? MAIL_GIVEN_UP
           : t->handed_at   ? MAIL_UNSURE
           : t->tries       ? MAIL_TRIES_AGAIN
                            : MAIL_WAITS;
}

const char *mail_state_code(enum mail_state state)
{
    return states[state].code;
}

const char *mail_state_name(enum mail_state state)
{
    return states[state].name;
}

const char *mail_state_icon(enum mail_state state)
{
    return states[state].icon;
}
