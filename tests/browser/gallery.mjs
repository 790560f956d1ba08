// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/browser/gallery.mjs PORT: a page with every class of vointi.css at
// work, under the policy that the real pages have. For looking at a change of the
// style sheet (make, then reload) and for testing it before there are pages:
//   /            all of it
//   /?kuka=30    coverage with 30 organisations
//   /tekstit     coverage with words in the cells, printed lying down
//   /viat        a page with faults, for tests/browser/self.mjs
import { createServer } from 'node:http'
import { readFile, readdir } from 'node:fs/promises'

const root = new URL('../../', import.meta.url)
const csp = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; " +
  "font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'none'"

const words = { done: 'Toteutunut', progress: 'Käynnissä', planned: 'Kirjattu',
  notstarted: 'Ei aloitettu', stopped: 'Keskeytynyt', refers: 'Viittaa muualle',
  na: 'Ei koske', missing: 'Puuttuu' }
const organisations = ['Hyvinvointi&shy;alue', 'Satama', 'Koski', 'Harju', 'Niemi ja Saari',
  'Lahti', 'Seura&shy;kunnat', 'Nuoret 2.0', 'Turva ja koti', 'MLL', 'Poliisi']
const goals = [
  ['I', 'Lasten, nuorten ja perheiden arjen hyvinvointi lisääntyy', [
    'Lasten ja nuorten arvostaminen', 'Vanhemmuuden tukeminen',
    'Lapsen oikeuksien toteutuminen erotilanteessa',
    'Lasten ja nuorten terveyden edistäminen',
    'Tuen oikea-aikainen ja yhdenvertainen saatavuus']],
  ['II', 'Lasten, nuorten ja perheiden osallisuus ja yhteisöllisyys vahvistuvat', [
    'Yhdenvertaiset mahdollisuudet tavata, toimia ja vaikuttaa',
    'Lapsilla ja nuorilla on tiloja, joissa heitä kohdataan yksilöinä ja yhteisön jäseninä',
    'Hyvin saavutettavat, fyysisesti ja sosiaalisesti esteettömät palvelut ja toiminnot']],
  ['III', 'Perheiden parissa toimivien monialainen verkostotyö kehittyy ja jalkautuu', [
    'Lapsi-, nuori- ja perhelähtöinen moniammatillinen työote yli sektorirajojen',
    'Myötätuntokykyinen ihmisoikeusperustainen varhaiskasvatussuunnitelmatyöskentely']],
]

const icon = (name, more = '') => `<svg class="${`v-i ${more}`.trim()}" viewBox="0 0 24 24" ` +
  `aria-hidden="true" focusable="false"><use href="#i-${name}"/></svg>`
const status = (key, more = '') =>
  `<span class="v-st c-${key}">${icon(key)}<span>${words[key]}${more}</span></span>`
const counts = (of) => `<ul class="v-counts">${Object.entries(of).map(([key, n]) =>
  `<li>${status(key, '&nbsp;' + n)}</li>`).join('')}</ul>`

function bar(of) {
  const all = Object.values(of).reduce((a, b) => a + b)
  let x = 0
  const parts = Object.entries(of).map(([key, n]) => {
    const width = n / all * 100
    const part = `<rect class="f-${key}" x="${x.toFixed(2)}" y="0" ` +
      `width="${Math.max(width - 0.45, 0.3).toFixed(2)}" height="10"/>`
    x += width
    return part
  })
  return '<svg class="v-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" ' +
    `focusable="false">${parts.join('')}</svg>${counts(of)}`
}

function statusOf(row, column) { // all of them, spread the same way each time
  const n = (row * 7 + column * 11 + row * column) % 23
  return { 13: 'progress', 14: 'progress', 15: 'done', 16: 'done', 17: 'missing', 18: 'refers',
    19: 'na', 20: 'notstarted', 21: 'stopped' }[n] ?? 'planned'
}

function cell(row, column, org, code, asText) {
  const key = statusOf(row, column)
  const said = asText
    ? `<span class="v-cell__t">${words[key]}</span><span class="sr">, ${org} ${code}</span>`
    : `<span class="sr">${words[key]}, ${org} ${code}</span>`
  return `<td class="v-cell v-cell--${key}"><a class="c-${key}" href="#">${icon(key)}` +
    `<span class="v-cell__org" aria-hidden="true">${org}</span>${said}</a></td>`
}

function matrix(n, asText) {
  const orgs = Array.from({ length: n }, (_, i) => organisations[i] ?? `Järjestö ${i + 1}`)
  let row = 0
  const body = goals.map(([goal, name, subs]) =>
    `<tr class="v-group"><th scope="rowgroup" colspan="${n + 2}">${goal} ${name}</th></tr>` +
    subs.map((sub, i) => {
      row++
      const code = `${goal}.${i + 1}`
      return `<tr><th scope="row"><a href="#"><span class="v-code">${code}</span>` +
        `<span>${sub}</span></a></th>` +
        orgs.map((org, column) => cell(row, column, org, code, asText)).join('') +
        `<td class="v-sum">${n - 1} / ${n}</td></tr>`
    }).join('')).join('')
  return `<div class="v-scroll" role="region" tabindex="0" aria-label="Kattavuus">
<table class="v-matrix${asText ? ' v-matrix--text' : ''}${n > 14 ? ' v-matrix--many' : ''}">
<caption class="sr">Kattavuus: välitavoitteet riveinä, organisaatiot sarakkeina</caption>
<colgroup><col class="c0">${'<col>'.repeat(n)}<col class="cs"></colgroup>
<thead><tr><th scope="col">Välitavoite</th>
${orgs.map((org) => `<th scope="col">${org}</th>`).join('')}
<th scope="col" class="v-sum">Kirjattu</th></tr></thead>
<tbody>${body}</tbody>
<tfoot><tr><th scope="row">Kirjattuja kohtia (${row})</th>
${orgs.map(() => `<td>${row}</td>`).join('')}<td></td></tr></tfoot></table></div>`
}

const coverage = (n, asText) => `<div class="v-stack">
<div class="v-pagehead v-row v-row--between v-row--end">
  <div><h2>Kuka tekee mitäkin?</h2>
    <p class="v-lead">Ruutu on yhden organisaation lupaus yhdestä välitavoitteesta.</p></div>
  <div class="v-row v-noprint">
    <a class="ds-button ds-button--s" data-variant="secondary" href="#">${icon('download')}CSV</a>
    <a class="ds-button ds-button--s" data-variant="secondary" href="#">${icon('download')}JSON</a>
  </div></div>
${counts(Object.fromEntries(Object.keys(words).map((key, i) => [key, 40 - 5 * i])))}
<nav aria-label="Näkymä"><ul class="v-chips">
  <li><a href="/"${asText ? '' : ' aria-current="true"'}>Merkit</a></li>
  <li><a href="/tekstit"${asText ? ' aria-current="true"' : ''}>Tekstit</a></li>
  <li><a href="#">${icon('missing')}Vain puuttuvat (6)</a></li></ul></nav>
${matrix(n, asText)}</div>`

const goalCards = () => goals.map(([goal, name, subs]) => `<section class="v-goal">
<p class="v-goal__n">Päätavoite ${goal}</p><h3><a href="#">${name}</a></h3>
<div class="v-stack-s">${bar({ planned: 57, refers: 1, na: 1, missing: 2 })}</div>
<p class="small"><a href="#">${subs.length} välitavoitetta</a></p></section>`).join('')

// What stands in a hole of gallery.html.
const holes = (n) => ({
  icon, status, goals: goalCards, coverage: () => coverage(n, false),
  bar: (...parts) => bar(Object.fromEntries(parts.map((p) => p.split('='))
    .map(([key, count]) => [key, Number(count)]))),
  organisations: () => organisations.map((org) =>
    `<li><a href="#">${org}</a><span class="muted small">16 / 16</span></li>`).join(''),
  icons: () => ['search', 'download', 'arrow-left', 'arrow-right', 'external', 'menu', 'warning',
    'ok', 'history', 'document', ...Object.keys(words)].map((name) => icon(name)).join(''),
})

async function everything(n) {
  const text = await readFile(new URL('gallery.html', import.meta.url), 'utf8')
  return text.replace(/<!--[^]*?-->\n?/g, '').replace(/\{([^}]*)\}/g, (_, hole) => {
    const [name, ...more] = hole.split(' ')
    return holes(n)[name](...more)
  })
}

const faults = `<div class="v-wrap"><h1>Viat</h1><p style="color:red">Tyyli</p>
<p class="nowrap">${'Pitkä rivi ilman katkoja. '.repeat(20)}</p>
<img src="https://example.invalid/kuva.png"><a href="/"></a></div>`

const here = (i, how) => i ? '' : ` aria-current="${how}"` // the first of a list is the current one
const menu = `<ul>${['Etusivu', 'Tavoitteet', 'Kattavuus', 'Organisaatiot', 'Toimenpiteet']
  .map((name, i) => `<li><a href="/"${here(i, 'page')}>${name}</a></li>`).join('')}</ul>`
const languages = [['fi', 'Suomi'], ['sv', 'Svenska'], ['en', 'English']].map(([code, name], i) =>
  `<li><a href="#" lang="${code}" hreflang="${code}"${here(i, 'true')}>${name}</a></li>`).join('')

const frame = (sprite, content, bodyClass) => `<!DOCTYPE html>
<html lang="fi" data-color-scheme="auto">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kaikki osat</title><meta name="color-scheme" content="light dark">
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
<link rel="preload" href="/assets/inter-latin.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/assets/vointi.css"></head>
<body data-size="sm"${bodyClass ? ` class="${bodyClass}"` : ''}>${sprite}
<a class="ds-skip-link" href="#sisalto">Siirry sisältöön</a>
<header><div class="v-demo"><div class="v-wrap">Esittely: alue on keksitty.</div></div>
<div class="v-header"><div class="v-wrap"><div class="v-header__top">
<a class="v-brand" href="/"><svg viewBox="0 0 40 40" aria-hidden="true" focusable="false">
  <rect class="v-brand__ground" width="40" height="40" rx="10"/>
  <path class="v-brand__mark" d="M9.5 15 16 28a2.2 2.2 0 0 0 4 0l4.2-8.6"/>
  <circle class="v-brand__sun" cx="29" cy="12.5" r="4.5"/></svg>
  <span><b>Lasten ja nuorten hyvinvointi</b><span>Länsiranta</span></span></a>
<div class="v-header__tools"><ul class="v-lang" aria-label="Kieli">${languages}</ul></div>
<details class="v-menu"><summary>${icon('menu')}Valikko</summary><div class="v-menu__panel">
<nav aria-label="Päävalikko, puhelin">${menu}</nav>
<ul class="v-menu__lang" aria-label="Kieli">${languages}</ul></div></details></div>
<nav class="v-nav" aria-label="Päävalikko">${menu}</nav></div></div></header>
<main id="sisalto" tabindex="-1">${content}</main>
<footer class="v-footer"><div class="v-wrap v-grid">
<div><h2>Länsirannan lasten ja nuorten hyvinvointisuunnitelma</h2>
<p class="small">2025–2028</p></div>
<div><h2>Tietoa palvelusta</h2><ul><li><a href="#">Saavutettavuusseloste</a></li></ul></div>
<div><h2>Avoin data</h2><ul><li><a href="#">Kaikki luettelot (CSV, JSON)</a></li></ul></div>
</div></footer></body></html>`

const pages = {
  '/': (query) => everything(Number(query.get('kuka') ?? 11)),
  '/tekstit': () =>
    `<div class="v-wrap v-main"><h1 class="sr">Kattavuus</h1>${coverage(11, true)}</div>`,
  '/viat': () => faults,
}

async function page(url, response) {
  const sprite = (await readFile(new URL('src/web/icons.html', root), 'utf8'))
    .replace(/\{\{.*\}\}/g, '')
  const content = await pages[url.pathname]?.(url.searchParams)
  response.writeHead(content ? 200 : 404,
    { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': csp })
  response.end(frame(sprite, content ?? '<div class="v-wrap v-main"><h1>Sivua ei ole</h1></div>',
    url.pathname === '/tekstit' ? 'v-landscape' : ''))
}

const types = { css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2' }

async function asset(name, response) { // "vointi.css", or with the hash it has in its name
  const [stem, end] = name.split(/\.(?=[^.]+$)/)
  const folder = new URL('out/gen/assets/', root)
  const file = (await readdir(folder)).find((f) =>
    f === name || (f.startsWith(stem + '.') && f.endsWith('.' + end)))
  if (!file) return response.writeHead(404).end()
  response.writeHead(200, { 'Content-Type': types[end], 'Cache-Control': 'max-age=600' })
  response.end(await readFile(new URL(file, folder)))
}

export function serve(port) {
  return new Promise((resolve) => {
    const server = createServer((request, response) => {
      const url = new URL(request.url, 'http://gallery')
      const answer = url.pathname.startsWith('/assets/')
        ? asset(url.pathname.slice('/assets/'.length), response) : page(url, response)
      answer.catch((e) => response.writeHead(500).end(e.stack))
    }).listen(port, '127.0.0.1', () => resolve(server))
  })
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const port = Number(process.argv[2] ?? 4811)
  await serve(port)
  console.log(`http://127.0.0.1:${port}/`)
}
