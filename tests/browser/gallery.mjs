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
  "font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const words = { done: 'Toteutunut', progress: 'Käynnissä', planned: 'Kirjattu',
  notstarted: 'Ei aloitettu', stopped: 'Keskeytynyt', refers: 'Viittaa muualle',
  na: 'Ei koske', missing: 'Puuttuu' }
const organisations = ['Hyvinvointi&shy;alue', 'Satama', 'Koski', 'Harju', 'Niemi ja Saari',
  'Lahti', 'Seura&shy;kunnat', 'Nuoret 2.0', 'Turva ja koti', 'MLL', 'Poliisi']
const goals = [
  ['I', 'Lasten, nuorten ja perheiden arjen hyvinvointi lisääntyy', [
    'Lasten ja nuorten arvostaminen', 'Vanhemmuuden tukeminen',
    'Lapsen oikeuksien toteutuminen erotilanteessa', 'Lasten ja nuorten terveyden edistäminen',
    'Tuen oikea-aikainen ja yhdenvertainen saatavuus']],
  ['II', 'Lasten, nuorten ja perheiden osallisuus ja yhteisöllisyys vahvistuvat', [
    'Yhdenvertaiset mahdollisuudet tavata, toimia ja vaikuttaa',
    'Lapsilla ja nuorilla on tiloja, joissa heitä kohdataan yksilöinä ja yhteisön jäseninä',
    'Hyvin saavutettavat, fyysisesti ja sosiaalisesti esteettömät palvelut ja toiminnot']],
  ['III', 'Perheiden parissa toimivien monialainen verkostotyö kehittyy ja jalkautuu', [
    'Lapsi-, nuori- ja perhelähtöinen moniammatillinen työote yli sektorirajojen',
    'Myötätuntokykyinen ihmisoikeusperustainen varhaiskasvatussuunnitelmatyöskentely']],
]

const icon = (name) => `<svg class="v-i" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use href="#i-${name}"/></svg>`
const status = (key, more = '') => `<span class="v-st c-${key}">${icon(key)}<span>${words[key]}${more}</span></span>`

function statusOf(i, j) { // any spread of all of them that is the same each time
  const n = (i * 7 + j * 11 + i * j) % 23
  return n < 13 ? 'planned' : n < 15 ? 'progress' : n < 17 ? 'done' : n === 17 ? 'missing'
    : n === 18 ? 'refers' : n === 19 ? 'na' : n === 20 ? 'notstarted' : n === 21 ? 'stopped' : 'planned'
}

function bar(counts) {
  const all = Object.values(counts).reduce((a, b) => a + b)
  let x = 0
  const parts = Object.entries(counts).map(([key, n]) => {
    const width = n / all * 100
    const rect = `<rect class="f-${key}" x="${x.toFixed(2)}" y="0" width="${Math.max(width - 0.45, 0.3).toFixed(2)}" height="10"/>`
    x += width
    return rect
  })
  return `<svg class="v-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${parts.join('')}</svg>
    <ul class="v-counts">${Object.entries(counts).map(([k, n]) => `<li>${status(k, '&nbsp;' + n)}</li>`).join('')}</ul>`
}

function matrix(n, text) {
  const orgs = Array.from({ length: n }, (_, i) => organisations[i] ?? `Järjestö ${i + 1}`)
  const head = orgs.map((o) => `<th scope="col">${o}</th>`).join('')
  let row = 0
  const body = goals.map(([code, name, subs]) =>
    `<tr class="v-group"><th scope="rowgroup" colspan="${n + 2}">${code} ${name}</th></tr>` +
    subs.map((sub, i) => {
      row++
      const cells = orgs.map((o, j) => {
        const key = statusOf(row, j)
        return `<td class="v-cell v-cell--${key}"><a class="c-${key}" href="#">${icon(key)}` +
          `<span class="v-cell__org" aria-hidden="true">${o}</span>` +
          (text ? `<span class="v-cell__t">${words[key]}</span><span class="sr">, ${o} ${code}.${i + 1}</span>`
            : `<span class="sr">${words[key]}, ${o} ${code}.${i + 1}</span>`) + '</a></td>'
      }).join('')
      return `<tr><th scope="row"><a href="#"><span class="v-code">${code}.${i + 1}</span>` +
        `<span>${sub}</span></a></th>${cells}<td class="v-sum">${n - 1} / ${n}</td></tr>`
    }).join('')).join('')
  return `<div class="v-scroll" role="region" tabindex="0" aria-label="Kattavuus">
<table class="v-matrix${text ? ' v-matrix--text' : ''}${n > 14 ? ' v-matrix--many' : ''}">
<caption class="sr">Kattavuus: välitavoitteet riveinä, organisaatiot sarakkeina</caption>
<colgroup><col class="c0">${'<col>'.repeat(n)}<col class="cs"></colgroup>
<thead><tr><th scope="col">Välitavoite</th>${head}
<th scope="col" class="v-sum">Kirjattu</th></tr></thead>
<tbody>${body}</tbody>
<tfoot><tr><th scope="row">Kirjattuja kohtia (${row})</th>
${orgs.map(() => `<td>${row}</td>`).join('')}<td></td></tr></tfoot></table></div>`
}

function table() {
  const rows = [
    ['Satamakaupunki', 'Kunta', ['Tukitoimintaa erotilanteisiin kumppanin kanssa', 'Perhekahvila eroperheille'],
      'Asiakaspalaute, 1–5', '2025–, arvioidaan palautteesta', 'Avoin varhaiskasvatus ja MLL', 'progress'],
    ['Kosken kaupunki', 'Kunta', ['Vertaisryhmät', 'Tietoa palveluista päiväkodeissa ja kouluissa'],
      status('missing').replace('Puuttuu', 'Mittari puuttuu'), 'Pysyvä', 'Eroverkosto, perhekeskus, nuorisotoimi', 'planned'],
    ['Länsirannikon ensi- ja turvakotiyhdistys ry', 'Järjestö', ['Ero-chat'], 'Infotilaisuudet, kpl', 'Pysyvä', 'Ensi- ja turvakotiyhdistys', 'refers'],
    ['Poliisilaitos, ennalta estävän toiminnan ryhmä', 'Poliisi', null, '', '', '', 'na'],
  ]
  const labels = ['Mitä tehdään', 'Mittari', 'Milloin ja ketkä', 'Tilanne']
  return `<table class="ds-table v-resp v-actions">
<caption class="sr">Organisaatioiden toimenpiteet</caption>
<thead><tr><th scope="col">Organisaatio</th>${labels.map((l) => `<th scope="col">${l}</th>`).join('')}</tr></thead>
<tbody><tr class="v-group"><th scope="rowgroup" colspan="5">I.3 Lapsen oikeuksien toteutuminen erotilanteessa</th></tr>
${rows.map(([org, type, what, metric, when, who, key]) => `<tr><th scope="row"><a href="#">${org}</a><br><span class="muted small">${type}</span></th>
<td data-l="${labels[0]}">${what ? `<ul class="v-dots">${what.map((w) => `<li><a href="#">${w}</a></li>`).join('')}</ul>` : '<span class="muted">Ei kuulu poliisin tehtäviin.</span>'}</td>
<td data-l="${labels[1]}">${metric}</td>
<td data-l="${labels[2]}">${when}${who ? `<br><span class="muted">${who}</span>` : ''}</td>
<td data-l="${labels[3]}">${status(key)}${key === 'refers' ? '<br><a href="#">I.2 Vanhemmuuden tukeminen</a>' : ''}</td></tr>`).join('\n')}
</tbody></table>`
}

const menu = '<ul><li><a href="/" aria-current="page">Etusivu</a></li><li><a href="#">Tavoitteet</a></li><li><a href="/tekstit">Kattavuus</a></li><li><a href="#">Organisaatiot</a></li><li><a href="#">Toimenpiteet</a></li></ul>'
const languages = '<li><a href="#" lang="fi" hreflang="fi" aria-current="true">Suomi</a></li><li><a href="#" lang="sv" hreflang="sv">Svenska</a></li><li><a href="#" lang="en" hreflang="en">English</a></li>'

const frame = (sprite, content, bodyClass = '') => `<!DOCTYPE html>
<html lang="fi" data-color-scheme="auto">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kaikki osat</title><meta name="color-scheme" content="light dark">
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
<link rel="preload" href="/assets/inter-latin.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/assets/vointi.css"></head>
<body data-size="sm"${bodyClass ? ` class="${bodyClass}"` : ''}>${sprite}
<a class="ds-skip-link" href="#sisalto">Siirry sisältöön</a>
<header><div class="v-demo"><div class="v-wrap">Esittely: alue ja kaikki siinä on keksittyä.</div></div>
<div class="v-header"><div class="v-wrap"><div class="v-header__top">
<a class="v-brand" href="/"><svg viewBox="0 0 40 40" aria-hidden="true" focusable="false"><rect class="v-brand__ground" width="40" height="40" rx="10"/><path class="v-brand__mark" d="M9.5 15 16 28a2.2 2.2 0 0 0 4 0l4.2-8.6"/><circle class="v-brand__sun" cx="29" cy="12.5" r="4.5"/></svg><span><b>Lasten ja nuorten hyvinvointi</b><span>Länsiranta</span></span></a>
<div class="v-header__tools"><ul class="v-lang" aria-label="Kieli">${languages}</ul></div>
<details class="v-menu"><summary>${icon('menu')}Valikko</summary><div class="v-menu__panel"><nav aria-label="Päävalikko, puhelin">${menu}</nav><ul class="v-menu__lang" aria-label="Kieli">${languages}</ul></div></details>
</div><nav class="v-nav" aria-label="Päävalikko">${menu}</nav></div></div></header>
<main id="sisalto" tabindex="-1">${content}</main>
<footer class="v-footer"><div class="v-wrap v-grid"><div><h2>Länsirannan lasten ja nuorten hyvinvointisuunnitelma</h2><p class="small">2025–2028</p></div>
<div><h2>Tietoa palvelusta</h2><ul><li><a href="#">Saavutettavuusseloste</a></li><li><a href="#">Tietosuoja</a></li></ul></div>
<div><h2>Avoin data</h2><ul><li><a href="#">Kaikki luettelot (CSV, JSON)</a></li></ul></div></div></footer></body></html>`

const crumbs = '<nav class="ds-breadcrumbs" aria-label="Murupolku"><a href="#">Tavoitteet</a><ol><li><a href="/">Etusivu</a></li><li><a href="#">Tavoitteet</a></li></ol></nav>'
const coverage = (n, text) => `<div class="v-stack"><div class="v-pagehead v-row v-row--between v-row--end"><div><h2>Kuka tekee mitäkin?</h2><p class="v-lead">Jokainen ruutu on yhden organisaation lupaus yhdestä välitavoitteesta.</p></div>
<div class="v-row v-noprint"><a class="ds-button ds-button--s" data-variant="secondary" href="#">${icon('download')}CSV</a><a class="ds-button ds-button--s" data-variant="secondary" href="#">${icon('download')}JSON</a></div></div>
<ul class="v-counts" aria-label="Merkkien selitykset ja määrät">${Object.keys(words).map((k, i) => `<li>${status(k, '&nbsp;' + (40 - 5 * i))}</li>`).join('')}</ul>
<nav aria-label="Näkymä"><ul class="v-chips"><li><a href="#" ${text ? '' : 'aria-current="true"'}>Merkit</a></li><li><a href="#" ${text ? 'aria-current="true"' : ''}>Tekstit</a></li><li><a href="#">${icon('missing')}Vain puuttuvat (6)</a></li></ul></nav>
${matrix(n, text)}</div>`

const everything = (n) => `<div class="v-hero"><div class="v-wrap v-hero__grid">
<div><p class="v-kicker">Lasten ja nuorten hyvinvointisuunnitelma 2025–2028</p><h1>Lapsista, nuorista ja perheistä voimaa Länsirantaan</h1>
<p class="v-lead">Yksitoista organisaatiota on sopinut yhteisistä tavoitteista. Täältä näet, mitä on luvattu ja mitä vielä puuttuu.</p>
<div class="v-overall v-stack-s"><h2 class="small muted">Koko suunnitelma: 16 välitavoitetta, 11 organisaatiota</h2>${bar({ done: 23, progress: 60, planned: 58, notstarted: 18, refers: 8, na: 3, missing: 6 })}</div></div>
<section class="v-panel" aria-labelledby="numeroina"><h2 id="numeroina">Suunnitelma numeroina</h2><dl class="v-facts v-facts--big"><div><dt>välitavoitetta</dt><dd>16</dd></div><div><dt>organisaatiota</dt><dd>11</dd></div><div><dt>toimenpidettä</dt><dd>204</dd></div></dl>
<ul><li><a href="#">6 kohtaa puuttuu vielä</a></li><li><a href="#">8 kohtaa viittaa muualle</a></li></ul>
<form class="v-search" role="search"><div class="ds-field"><label for="haku">Hae toimenpiteistä</label><input class="ds-input" type="search" id="haku" name="haku"></div><button class="ds-button" type="submit">${icon('search')}Hae</button></form></section></div></div>
<div class="v-wrap v-main v-stack-l">
<section aria-labelledby="tav"><div class="v-sechead"><h2 id="tav">Tavoitteet</h2><p class="small"><a href="#">Katso, kuka tekee mitäkin</a></p></div><div class="v-goals">${goals.map(([code, name, subs]) => `<section class="v-goal"><p class="v-goal__n">Päätavoite ${code}</p><h3><a href="#">${name}</a></h3><div class="v-stack-s">${bar({ planned: 57, refers: 1, na: 1, missing: 2 })}</div><p class="small"><a href="#">${subs.length} välitavoitetta</a></p></section>`).join('')}</div></section>
<section aria-labelledby="org"><div class="v-sechead"><h2 id="org">Ketkä toteuttavat suunnitelmaa?</h2></div><ul class="v-orgs">${organisations.map((o) => `<li><a href="#">${o}</a><span class="muted small">16 / 16</span></li>`).join('')}</ul></section>
<section>${crumbs}${coverage(n, false)}</section>
<section class="v-stack" aria-labelledby="toim"><p class="v-kicker">Päätavoite I</p><h2 id="toim">I.3 Lapsen oikeuksien toteutuminen erotilanteessa</h2><p class="v-question">Miten lapsi saa tukea, kun vanhemmat eroavat?</p>
<form class="v-filter" method="get" aria-label="Rajaa toimenpiteitä"><div class="ds-field ds-field--wide"><label for="teksti">Hae tekstistä</label><input class="ds-input" type="search" id="teksti" name="teksti" value="nuorisovaltuusto"></div><div class="ds-field"><label for="tyyppi">Organisaation tyyppi</label><select class="ds-input" id="tyyppi" name="tyyppi"><option>Kaikki</option><option>Kunta</option></select></div><div class="ds-field"><label for="kesto">Kesto</label><select class="ds-input" id="kesto" name="kesto"><option>Kaikki</option></select></div><button class="ds-button" data-variant="secondary" type="submit">Rajaa</button></form>
<p class="muted small" role="status">Näytetään 4 organisaatiota ja 6 toimenpidettä.</p>${table()}
<nav class="v-row v-row--between v-noprint" aria-label="Edellinen ja seuraava välitavoite"><a class="v-row" href="#">${icon('arrow-left')}I.2 Vanhemmuuden tukeminen</a><a class="v-row" href="#">I.4 Terveyden edistäminen${icon('arrow-right')}</a></nav></section>
<section class="v-stack" aria-labelledby="tulos"><h2 id="tulos">Hakutulos</h2><p>Tarkoititko <a href="#">nuorisovaltuusto</a>?</p><ul class="v-plain"><li><a href="#">Päätös <mark>nuorisovaltuuston</mark> aloiteoikeudesta</a> <span class="muted">Satamakaupunki, II.1</span></li><li><a href="#"><mark>Nuorisovaltuustot</mark> kokoontuvat yhdessä</a> <span class="ds-tag" data-color="neutral">Luonnos</span></li></ul>
<nav class="ds-pagination" aria-label="Sivut"><ul><li><a class="ds-button" data-variant="tertiary" href="#">Edellinen</a></li><li><a class="ds-button" data-variant="tertiary" href="#" aria-label="Sivu 1">1</a></li><li><a class="ds-button" data-variant="tertiary" href="#" aria-current="true" aria-label="Sivu 2">2</a></li><li><a class="ds-button" data-variant="tertiary" href="#" aria-label="Sivu 3">3</a></li><li><a class="ds-button" data-variant="tertiary" href="#">Seuraava</a></li></ul></nav>
<div class="v-empty v-stack-s"><h3>Mikään toimenpide ei vastaa rajausta</h3><p class="muted">Rajaus: Kunta, Toteutunut, ”erovanhemmat”.</p><p><a href="#">Poista rajaukset</a></p></div></section>
<section class="v-two"><div class="v-stack"><p class="v-kicker">Toimenpide 118</p><h2>Perhekahvila eroperheille</h2><p class="v-text">Perhekahvila kokoontuu joka toinen keskiviikko.\nMukana on vertaisohjaaja.</p>
<dl class="v-dl"><dt>Organisaatio</dt><dd><a href="#">Satamakaupunki</a></dd><dt>Tilanne</dt><dd>${status('planned')}</dd><dt>Mittari</dt><dd>Kävijät, henkilöä</dd><dt>Aikataulu</dt><dd>2025–, arvioidaan palautteesta</dd><dt>Ketkä</dt><dd>Avoin varhaiskasvatus ja MLL</dd></dl></div>
<div class="v-stack"><h3>${icon('document')} Mistä tämä on</h3><p class="small">suunnitelma.docx, taulukko 4, rivi 12, sarake 3</p><h3>${icon('history')} Muutokset</h3><ol class="v-history small"><li><time datetime="2026-02-13">13.2.2026 klo 10.42</time><span>Tuonti: <del>kerran kuussa</del> <ins>joka toinen keskiviikko</ins></span></li><li><time datetime="2026-01-02">2.1.2026 klo 9.05</time><span>Tuonti: lisätty</span></li></ol></div></section>
<section class="v-stack"><div class="ds-alert" data-color="info"><h3>Suunnitelma on luonnos</h3><p>Valtuusto käsittelee sen 17.6.2026.</p></div><div class="ds-alert" data-color="warning"><h3>Kolme kohtaa odottaa tarkistusta</h3><p>Asiakirjasta ei selvinnyt, kenelle ne kuuluvat.</p></div><div class="ds-alert" data-color="danger"><h3>Sivua ei voitu näyttää</h3><p>Yritä hetken kuluttua uudelleen.</p></div>
<details class="ds-details"><summary>Miten luvut lasketaan?</summary><p>Kohta on yhden organisaation osuus yhdestä välitavoitteesta.</p></details></section>
<section class="v-prose"><h2>Saavutettavuusseloste</h2><p>Tämä seloste koskee hyvinvointisuunnitelman verkkopalvelua. <a href="#">Anna palautetta${icon('external').replace('v-i', 'v-i v-i--s')}</a></p><h3>Puutteet</h3><ul><li>Vanhat liitteet eivät ole saavutettavia.</li><li>Kattavuustaulukossa on paljon linkkejä.</li></ul></section>
<section class="v-stack"><h2>Kuvakkeet</h2><p class="v-row">${['search', 'download', 'arrow-left', 'arrow-right', 'external', 'menu', 'warning', 'ok', 'history', 'document', ...Object.keys(words)].map((n) => icon(n)).join('')}</p></section>
</div>`

const faults = `<div class="v-wrap"><h1>Viat</h1><p style="color:red">Tyyli</p>
<p class="nowrap">${'Pitkä rivi ilman katkoja. '.repeat(20)}</p><img src="https://example.invalid/kuva.png"><a href="/"></a></div>`

async function asset(name) { // "/assets/vointi.css" to the file with a hash in its name
  const [stem, end] = name.split(/\.(?=[^.]+$)/)
  const files = await readdir(new URL('out/gen/assets/', root))
  const file = files.find((f) => f.startsWith(stem + '.') && f.endsWith('.' + end)) ?? name
  return readFile(new URL('out/gen/assets/' + file, root))
}

const types = { css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2' }

export function serve(port) {
  return new Promise((resolve) => {
    const server = createServer(async (request, response) => {
      const url = new URL(request.url, 'http://gallery')
      try {
        if (url.pathname.startsWith('/assets/')) {
          const body = await asset(url.pathname.slice('/assets/'.length))
          response.writeHead(200, { 'Content-Type': types[url.pathname.split('.').pop()],
            'Cache-Control': 'max-age=600' })
          return response.end(body)
        }
        const view = await readFile(new URL('src/web/icons.html', root), 'utf8')
        const sprite = view.slice(view.indexOf('<svg class="v-sprite"'), view.lastIndexOf('</svg>') + 6)
        const page = { '/': () => everything(Number(url.searchParams.get('kuka') ?? 11)),
          '/tekstit': () => `<div class="v-wrap v-main">${crumbs}<h1 class="sr">Kattavuus</h1>${coverage(11, true)}</div>`,
          '/viat': () => faults }[url.pathname]
        response.writeHead(page ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': csp })
        response.end(frame(sprite, page ? page() : '<div class="v-wrap v-main"><h1>Sivua ei ole</h1></div>',
          url.pathname === '/tekstit' ? 'v-landscape' : ''))
      } catch (e) {
        response.writeHead(404).end(e.message)
      }
    }).listen(port, '127.0.0.1', () => resolve(server))
  })
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const port = Number(process.argv[2] ?? 4811)
  await serve(port)
  console.log(`http://127.0.0.1:${port}/`)
}
