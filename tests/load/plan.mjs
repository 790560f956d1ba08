// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node plan.mjs html|csv ORGANISATIONS GOALS SUBGOALS ACTIONS: a made-up plan of any
// size on standard output: as a document of tables with a section for each
// organisation (html), or in the exchange format (csv). The same arguments give
// the same bytes.
const [format, ...numbers] = process.argv.slice(2);
const [organisations, goals, subgoals, actions] = numbers.map(Number);

const words = `lapsi nuori perhe koulu neuvola päiväkoti kirjasto harrastus liikunta ryhmä tuki
  kokous koulutus palaute kysely retki kerho verkosto ohjaaja vanhempi arki tila matka ruoka peli
  kaveri ilta viikko vuosi kesä talvi turva mieli terveys työ yhteistyö tieto taito luottamus`
  .split(/\s+/);
let seed = 20261121;
const random = n => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
const sentence = n => {
  const all = Array.from({ length: n }, () => words[random(words.length)]).join(' ');
  return all[0].toUpperCase() + all.slice(1);
};
const roman = n => ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'][n] ?? String(n + 1);
const heads = ['Välitavoite', 'Toimenpide', 'Mittari', 'Aikataulu', 'Toimija', 'Seuranta'];

const plan = Array.from({ length: goals }, (_, g) => ({
  number: roman(g),
  title: sentence(7),
  subgoals: Array.from({ length: subgoals }, (_, s) => ({ number: s + 1, title: sentence(6) })),
}));
const entry = o => ({
  actions: Array.from({ length: actions }, () => sentence(12)),
  metric: [sentence(5), sentence(4)],
  schedule: ['2025 alkaen', 'Pysyvä', '2025–2026', 'Lukuvuosittain'][random(4)],
  actor: [sentence(2), sentence(3)],
  followup: sentence(8),
});

function html() {
  const list = all => `<ul>${all.map(x => `<li>${x}</li>`).join('')}</ul>`;
  const out = ['<!DOCTYPE html><meta charset="utf-8"><title>Koemaan hyvinvointisuunnitelma 2025–2028</title>',
    '<h1>Koemaan lasten ja nuorten hyvinvointisuunnitelma 2025–2028</h1>'];
  for (let o = 0; o < organisations; o++) {
    out.push(`<h2>${o + 1} Koekunta ${o + 1}</h2>`);
    for (const g of plan) {
      out.push(`<h3>Päätavoite ${g.number}: ${g.title}</h3>`,
        `<table><thead><tr>${heads.map(h => `<th>${h}</th>`).join('')}</tr></thead><tbody>`);
      for (const s of g.subgoals) {
        const e = entry(o);
        out.push(`<tr><td>${s.number} ${s.title}</td><td>${list(e.actions)}</td>` +
          `<td>${list(e.metric)}</td><td>${e.schedule}</td><td>${list(e.actor)}</td>` +
          `<td>${e.followup}</td></tr>`);
      }
      out.push('</tbody></table>');
    }
  }
  return out.join('\n') + '\n';
}

function csv() {
  const cell = v => `"${String(v).replaceAll('"', '""')}"`;
  const out = ['organisation;goal_number;goal;subgoal_number;subgoal;action;metric;schedule;actor;' +
    'followup;refers_to;not_applicable'];
  for (let o = 0; o < organisations; o++)
    for (const g of plan)
      for (const s of g.subgoals) {
        const e = entry(o);
        for (const action of e.actions)
          out.push([`Koekunta ${o + 1}`, g.number, g.title, s.number, s.title, action,
            e.metric.join('\n'), e.schedule, e.actor.join('\n'), e.followup, '', '']
            .map(cell).join(';'));
      }
  return '\uFEFF' + out.join('\r\n') + '\r\n';
}

process.stdout.write(format === 'html' ? html() : csv());
