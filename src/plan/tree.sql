-- SPDX-License-Identifier: EUPL-1.2
-- SPDX-FileCopyrightText: 2026 Vointi contributors
--
-- The whole plan in and out: import, undo and export work on it as one tree
-- (plan_tree.c). Pages have statements of their own in plan.sql.

-- tree_plan(slug) -> maybe : a plan by its slug
select id, slug, title, vision, area, starts, ends, languages, state, next_number
  from plan where slug = :slug;

-- tree_organisations(plan) : who takes part, in order
select o.id, o.slug, o.name, o.short_name, o.organisation_kind
  from plan_organisation po join organisation o on o.id = po.organisation
 where po.plan = :plan order by po.position;

-- tree_aliases(plan) : other spellings of those who take part
select a.organisation, a.alias
  from organisation_alias a join plan_organisation po on po.organisation = a.organisation
 where po.plan = :plan order by a.organisation, a.alias;

-- tree_goals(plan) -> document int?, sheet text?, table_no int?, row_no int?, column_no int?, line_no int? : all goals, parents first
select g.id, g.parent, g.level, g.position, g.goal_number, g.code, g.title, g.question, g.rev,
       g.place, p.document, p.sheet, p.table_no, p.row_no, p.column_no, p.line_no
  from goal g left join place p on p.id = g.place
 where g.plan = :plan order by g.goal_order;

-- tree_entries(plan) -> document int?, sheet text?, table_no int?, row_no int?, column_no int?, line_no int? : all entries
select e.id, e.goal, e.organisation, e.entry_kind, e.reason, e.rev, e.place,
       p.document, p.sheet, p.table_no, p.row_no, p.column_no, p.line_no
  from entry e join goal g on g.id = e.goal
  join plan_organisation po on po.plan = e.plan and po.organisation = e.organisation
  left join place p on p.id = e.place
 where e.plan = :plan order by po.position, g.goal_order;

-- tree_told(plan) : what somebody has reported on, also of who is not in the plan any more
select e.id, e.goal from entry e
 where e.plan = :plan and exists (select 1 from entry_update u where u.entry = e.id);

-- tree_rated(plan) : goals that somebody has rated
select distinct goal from rating where plan = :plan;

-- tree_entry(goal, organisation) -> like tree_entries : one entry
select e.id, e.goal, e.organisation, e.entry_kind, e.reason, e.rev, e.place,
       p.document, p.sheet, p.table_no, p.row_no, p.column_no, p.line_no
  from entry e left join place p on p.id = e.place
 where e.goal = :goal and e.organisation = :organisation;

-- tree_actions(plan) -> document int?, sheet text?, table_no int?, row_no int?, column_no int?, line_no int? : all actions
select a.id, a.entry, a.number, a.title, a.place,
       p.document, p.sheet, p.table_no, p.row_no, p.column_no, p.line_no
  from action a left join place p on p.id = a.place
 where a.plan = :plan order by a.entry, a.position;

-- tree_actions_of(entry) -> like tree_actions : the actions of one entry
select a.id, a.entry, a.number, a.title, a.place,
       p.document, p.sheet, p.table_no, p.row_no, p.column_no, p.line_no
  from action a left join place p on p.id = a.place
 where a.entry = :entry order by a.position;

-- tree_details(plan) -> document int?, sheet text?, table_no int?, row_no int?, column_no int?, line_no int? : all details
select d.id, d.entry, d.action, d.field, d.field_name, d.words, d.not_measured, d.schedule_kind,
       d.starts, d.ends, d.every_years, d.actor, d.unit, d.baseline, d.target, d.target_year,
       d.place, p.document, p.sheet, p.table_no, p.row_no, p.column_no, p.line_no
  from detail d left join place p on p.id = d.place
 where d.plan = :plan order by d.entry, d.position, d.id;

-- tree_details_of(entry) -> like tree_details : the details of one entry
select d.id, d.entry, d.action, d.field, d.field_name, d.words, d.not_measured, d.schedule_kind,
       d.starts, d.ends, d.every_years, d.actor, d.unit, d.baseline, d.target, d.target_year,
       d.place, p.document, p.sheet, p.table_no, p.row_no, p.column_no, p.line_no
  from detail d left join place p on p.id = d.place
 where d.entry = :entry order by d.position, d.id;

-- tree_references(plan) : all references
select r.entry, r.field, r.goal, r.words
  from reference r join entry e on e.id = r.entry
 where e.plan = :plan order by r.entry, r.position;

-- tree_references_of(entry) -> like tree_references : the references of one entry
select r.entry, r.field, r.goal, r.words
  from reference r where r.entry = :entry order by r.position;

-- tree_translations(plan) : the plan's texts in other languages
select row_kind, row_id, field, lang, words from translation where plan = :plan or plan = 0
 order by row_kind, row_id, field, lang;

-- tree_translations_of(plan, entry) -> like tree_translations : what is written of an entry in other languages
select t.row_kind, t.row_id, t.field, t.lang, t.words
  from action a join translation t on t.plan = :plan and t.row_kind = 'action'
       and t.row_id = a.number
 where a.entry = :entry order by t.row_id, t.field, t.lang;

-- plan_add(slug, title, vision, area, starts, ends, languages, state) -> one : a new plan
insert into plan (slug, title, vision, area, starts, ends, languages, state, is_default)
values (:slug, :title, :vision, :area, :starts, :ends, :languages, :state,
        not exists (select 1 from plan where is_default))
returning id;

-- plan_set(id, title, vision, area, starts, ends, languages, state) : its own facts
update plan set title = :title, vision = :vision, area = :area, starts = :starts, ends = :ends,
       languages = :languages, state = :state, rev = rev + 1
 where id = :id;

-- plan_numbers_set(id, next_number) : the next action's number
update plan set next_number = :next_number where id = :id;

-- plan_delete(id) : a plan and all that hangs on it; its history stays
delete from plan where id = :id;

-- plan_default_needed() : when nobody lives at /, the oldest plan does
update plan set is_default = true
 where id = (select min(p.id) from plan p)
   and not exists (select 1 from plan other where other.is_default);

-- plan_looks(id) -> one : what is of the instance, not of a document
select colour, host, is_default from plan where id = :id;

-- organisation_all() : everybody, also of other plans
select id, slug, name, short_name, organisation_kind from organisation order by id;

-- alias_all() : every other spelling
select organisation, alias from organisation_alias order by organisation, alias;

-- organisation_names() : names in other languages
select row_id, lang, words from translation
 where plan = 0 and row_kind = 'organisation' and field = 'name' order by row_id, lang;

-- organisation_shared(plan) : those who take part in other plans
select distinct organisation from plan_organisation where plan <> :plan order by organisation;

-- organisation_add(slug, name, short_name, organisation_kind) -> one : a new organisation
insert into organisation (slug, name, short_name, organisation_kind)
values (:slug, :name, :short_name, :organisation_kind) returning id;

-- organisation_set(id, short_name, organisation_kind) : facts that a document may bring
update organisation set short_name = :short_name, organisation_kind = :organisation_kind,
       rev = rev + 1
 where id = :id and (short_name <> :short_name or organisation_kind <> :organisation_kind);

-- organisations_tidy() : forgets those who take part in no plan
delete from organisation
 where not exists (select 1 from plan_organisation po where po.organisation = organisation.id)
   and not exists (select 1 from entry e where e.organisation = organisation.id);

-- organisation_names_tidy() : forgets the names of those who are gone
delete from translation
 where plan = 0 and row_kind = 'organisation'
   and not exists (select 1 from organisation o where o.id = translation.row_id);

-- alias_delete(organisation, alias) : a spelling that is none
delete from organisation_alias where organisation = :organisation and alias = :alias;

-- alias_add(organisation, alias) : another spelling
insert into organisation_alias (organisation, alias) values (:organisation, :alias)
on conflict (organisation, alias) do nothing;

-- plan_organisation_set(plan, organisation, position) : takes part
insert into plan_organisation (plan, organisation, position)
values (:plan, :organisation, :position)
on conflict (plan, organisation) do update set position = excluded.position;

-- plan_organisation_delete(plan, organisation) : takes part no more
delete from plan_organisation where plan = :plan and organisation = :organisation;

-- place_add(document, sheet, table_no, row_no, column_no, line_no) -> one : where a cell stood
insert into place (document, sheet, table_no, row_no, column_no, line_no)
values (:document, :sheet, :table_no, :row_no, :column_no, :line_no) returning id;

-- goal_add(plan, parent, level, position, goal_order, goal_number, code, goal_slug, title, question, is_leaf, place) -> one : a new goal
insert into goal (plan, parent, level, position, goal_order, goal_number, code, goal_slug, title,
                  question, is_leaf, place)
values (:plan, :parent, :level, :position, :goal_order, :goal_number, :code, :goal_slug, :title,
        :question, :is_leaf, :place)
returning id;

-- goal_park(plan) : slugs out of the way while goals are renumbered
update goal set goal_slug = '~' || cast(id as text) where plan = :plan;

-- goal_set(id, parent, level, position, goal_order, goal_number, code, goal_slug, title, question, is_leaf, place, grows int) : a goal as it now is
update goal set parent = :parent, level = :level, position = :position, goal_order = :goal_order,
       goal_number = :goal_number, code = :code, goal_slug = :goal_slug, title = :title,
       question = :question, is_leaf = :is_leaf, place = :place, rev = rev + :grows
 where id = :id;

-- goal_delete(id) : a goal, with its entries and actions
delete from goal where id = :id;

-- entry_add(plan, goal, organisation, entry_kind, reason, place) -> one : a new entry
insert into entry (plan, goal, organisation, entry_kind, reason, place)
values (:plan, :goal, :organisation, :entry_kind, :reason, :place) returning id;

-- entry_set(id, entry_kind, reason, place) : an entry as it now is
update entry set entry_kind = :entry_kind, reason = :reason, place = :place, rev = rev + 1
 where id = :id;

-- entry_touch(id) : something in an entry changed
update entry set rev = rev + 1 where id = :id;

-- entry_delete(id) : an entry, with its actions; not one that something was told of
delete from entry
 where id = :id and not exists (select 1 from entry_update u where u.entry = entry.id);

-- action_add(plan, entry, number, position, title, place) -> one : a new action
insert into action (plan, entry, number, position, title, place)
values (:plan, :entry, :number, :position, :title, :place) returning id;

-- action_set(id, entry, position, title, place) : an action as it now is
update action set entry = :entry, position = :position, title = :title, place = :place,
       rev = rev + 1
 where id = :id;

-- action_delete(id) : an action
delete from action where id = :id;

-- detail_add(plan, entry, action, field, field_name, position, words, not_measured, schedule_kind, starts, ends, every_years, actor, unit, baseline, target, target_year, place) : one value of a cell
insert into detail (plan, entry, action, field, field_name, position, words, not_measured,
                    schedule_kind, starts, ends, every_years, actor, unit, baseline, target,
                    target_year, place)
values (:plan, :entry, :action, :field, :field_name, :position, :words, :not_measured,
        :schedule_kind, :starts, :ends, :every_years, :actor, :unit, :baseline, :target,
        :target_year, :place);

-- metric_values_rename(entry, was text, metric text) : what was told of a metric in any year follows its words; not over what was told of others
update metric_value set metric = :metric
 where metric = :was and entry_update in (select id from entry_update where entry = :entry)
   and not exists (select 1 from metric_value x
                    where x.entry_update = metric_value.entry_update and x.metric = :metric);

-- details_delete(entry) : all values of an entry's cells
delete from detail where entry = :entry;

-- reference_add(entry, field, goal, position, words) : refers elsewhere
insert into reference (entry, field, goal, position, words)
values (:entry, :field, :goal, :position, :words);

-- references_delete(entry) : all references of an entry
delete from reference where entry = :entry;

-- translation_set(plan, row_kind, row_id, field, lang, words) : a text in another language
insert into translation (plan, row_kind, row_id, field, lang, words)
values (:plan, :row_kind, :row_id, :field, :lang, :words)
on conflict (plan, row_kind, row_id, field, lang) do update set words = excluded.words;

-- translation_unset(plan, row_kind, row_id, field, lang) : a text in another language is gone
delete from translation
 where plan = :plan and row_kind = :row_kind and row_id = :row_id and field = :field
   and lang = :lang;

-- translation_delete(plan, row_kind, row_id) : all translations of a row
delete from translation where plan = :plan and row_kind = :row_kind and row_id = :row_id;

-- history_add(changed_at, by_name, plan, import, row_kind, row_id, field, old_value, new_value) : who changed what; where it belongs is what is known of the row now, so what goes is noted first
insert into history (changed_at, by_name, plan, import, row_kind, row_id, field, old_value,
                     new_value, goal, goal_code, organisation, organisation_name)
select :changed_at, :by_name, :plan, :import, :row_kind, :row_id, :field, :old_value, :new_value,
       g.id, g.code, o.id, o.name
  from (select 1 as one) x
  left join action a on :row_kind = 'action' and a.plan = :plan and a.number = :row_id
  left join entry e on e.id = case when :row_kind = 'entry' then :row_id else a.entry end
  left join goal g on g.id = case when :row_kind = 'goal' then :row_id else e.goal end
  left join organisation o
    on o.id = case when :row_kind = 'organisation' then :row_id else e.organisation end;

-- plan_colour_set(id, colour) : the colour that its theme is computed from
update plan set colour = :colour where id = :id;

-- plan_host_set(id, host) : the host name of its own
update plan set host = :host where id = :id;

-- plan_default_set(id) : lives at / from now on
update plan set is_default = (id = :id);
