/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which roll-ups there are. */
#include "plan/roll_up.h"

#include "plan/roll_up.sql.h"
#include "plan/search.h"

bool roll_up(struct visit *v, int64_t plan)
{
    return action_list_clear(v, plan) && action_list_fill(v, plan) && search_index(v, plan);
}

bool roll_up_before(struct visit *v, int64_t plan, int64_t entry, struct entry_roll *roll)
{
    *roll = (struct entry_roll){ .plan = plan, .entry = entry };
    return roll_up_numbers(v, &roll->numbers, entry) &&
           search_entry_read(v, plan, entry, &roll->words);
}

bool roll_up_after(struct visit *v, const struct entry_roll *roll)
{
    for (size_t i = 0; i < roll->numbers.n; i++)
        if (!action_list_forget(v, roll->plan, roll->numbers.at[i].number))
            return false;
    return action_list_fill_entry(v, roll->entry) &&
           search_entry_changed(v, roll->plan, roll->entry, roll->words);
}

bool roll_up_all(struct visit *v, size_t *n)
{
    struct roll_up_plans_rows plans;
    bool ok = roll_up_plans(v, &plans);

    for (size_t i = 0; ok && i < plans.n; i++)
        ok = roll_up(v, plans.at[i].id);
    *n = ok ? plans.n : 0;
    return ok;
}
