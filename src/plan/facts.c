/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "plan/facts.h"

#include "base/text.h"
#include "people/mail.h"
#include "people/oidc.h"
#include "plan/site.sql.h"

#include <string.h>

enum { VALUE_MOST = 200 };

static const char *const codes[FACTS] = {
    [FACT_OWNER] = "owner",
    [FACT_CONTACT_EMAIL] = "contact_email",
    [FACT_LICENCE] = "licence",
    [FACT_SECOND_FACTOR] = "second_factor", /* read by people/session.c */
    [FACT_SMTP_URL] = "smtp_url",
    [FACT_MAIL_FROM] = "mail_from",
    [FACT_ADDRESS] = "address",
    [FACT_OIDC_ISSUER] = "oidc_issuer",
    [FACT_OIDC_CLIENT] = "oidc_client",
    [FACT_OIDC_SECRET] = "oidc_secret",
    [FACT_OIDC_GROUPS] = "oidc_groups",
};

const char *fact_code(enum fact fact)
{
    return codes[fact];
}

static enum fact fact_of(const char *code)
{
    enum fact f = 0;
    while (f < FACTS && strcmp(codes[f], code) != 0)
        f++;
    return f;
}

bool facts_load(struct visit *v, struct facts *facts)
{
    struct instance_facts_rows rows;

    *facts = (struct facts){ 0 };
    if (!instance_facts(v, &rows))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        enum fact f = fact_of(rows.at[i].instance_key);
        if (f < FACTS && *rows.at[i].instance_value)
            facts->at[f] = rows.at[i].instance_value;
    }
    return true;
}

/* One @ with something on both sides, and nothing that would break a link. */
static bool is_email(const char *s)
{
    const char *at = strchr(s, '@');
    return at && at > s && at[1] && !strchr(at + 1, '@') && !strpbrk(s, " <>\"'(),:;\\");
}

/* NULL when a value can be right, else what to do. */
static const char *value_fault(struct visit *v, enum fact f, const char *value)
{
    switch (f) {
    case FACT_CONTACT_EMAIL:
    case FACT_MAIL_FROM:
        return is_email(value) ? NULL
                               : text(v, tr(v, "This is not an e-mail address: %s"), value);
    case FACT_SMTP_URL:
        return smtp_url_fault(v, value);
    case FACT_ADDRESS:
        return address_fault(v, value);
    case FACT_OIDC_ISSUER:
        return oidc_issuer_fault(v, value);
    case FACT_OIDC_GROUPS:
        return oidc_groups_fault(v, value);
    case FACT_SECOND_FACTOR:
        return strcmp(value, "required") == 0 || strcmp(value, "optional") == 0
                   ? NULL
                   : tr(v, "The second factor is required or optional: write one of the two "
                           "words.");
    default:
        return NULL;
    }
}

bool fact_set(struct visit *v, const char *code, const char *value)
{
    enum fact f = fact_of(code);

    value = text_squeeze(v->arena, text_clean(v->arena, value, strlen(value)));
    if (f == FACTS)
        return fail(v, FAIL_INPUT,
                    tr(v, "There is no fact %s: owner, contact_email, licence, smtp_url, "
                          "mail_from, address, oidc_issuer, oidc_client, oidc_secret, "
                          "oidc_groups, second_factor."), text_cut(v->arena, code, 40));
    if (text_length(value) > (f == FACT_OIDC_GROUPS ? OIDC_GROUPS_MOST : VALUE_MOST))
        return fail(v, FAIL_INPUT, "%s",
                    tr(v, "The value is too long: shorten it to 200 characters."));
    const char *words = *value ? value_fault(v, f, value) : NULL;
    if (words)
        return fail(v, FAIL_INPUT, "%s", words);
    if (f == FACT_OIDC_SECRET && *value && !oidc_secret_seal(v, value, &value))
        return false;
    return instance_set(v, code, value);
}
