// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/browser/round.mjs BASE_URL MAILS COORDINATOR_LINK: a contact's whole round, from
// the link in a mail (a line of JSON in MAILS, as tests/smtp/server.mjs writes them) to what
// everybody sees. Once on a phone with the keyboard alone, once without JavaScript; the
// coordinator with a second factor. Each page on the way is looked at by axe. Prints TAP.
import { readFile } from 'node:fs/promises'
import { browse, faultsOf } from './browser.mjs'
import { codeOf } from './code.mjs'
import { reach, story, tell, unfold } from './story.mjs'

const [base, mails, coordinatorLink] = process.argv.slice(2)
const at = (path) => new URL(path, base).href
const loads = (page, act) => Promise.all([page.waitForEvent('load'), act])
const press = (page, role, name) => loads(page, page.getByRole(role, { name }).first().click())
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n')

async function look(page, name) {
  const faults = await faultsOf(page)
  tell(`${name}: nothing for axe to say, nothing beside the page`, !faults.length, faults)
}

// ---- mail ----

// The mail to somebody whose subject begins so; it comes within half a minute.
async function mailTo(who, subject) {
  for (let i = 0; i < 150; i++) {
    const all = (await readFile(mails, 'utf8')).split('\n').filter(Boolean).map((l) => JSON.parse(l))
    const found = all.filter((m) => m.envelope.includes(who) && m.subject.startsWith(subject)).pop()
    if (found) return found
    await new Promise((done) => setTimeout(done, 200))
  }
  tell(`a mail comes to ${who}: ${subject}`, false, await readFile(mails, 'utf8'))
  return { text: '', subject: '' }
}

const linkIn = (mail) => mail.text.match(/http:\/\/\S+\/linkki\/[\w-]{43}/)?.[0] ?? ''

// What programs do that look at links before people get them.
async function scanned(link) {
  const answers = []
  for (const method of ['GET', 'HEAD', 'GET'])
    answers.push(await fetch(link, { method, redirect: 'manual' }))
  tell('a scanner of links gets a page and no session', answers.every((a) => a.status === 200 &&
    !a.headers.get('set-cookie')), answers.map((a) => a.status))
}

// ---- hands: how somebody uses a page ----

const keyboard = (page) => ({
  open: async (row) => {
    if (!await row.locator('.v-fold:not([open])').count()) return
    await reach(page, row.locator('.v-fold > summary'))
    await page.keyboard.press('Enter')
  },
  press: async (what) => { await reach(page, what); await loads(page, page.keyboard.press('Enter')) },
  write: async (what, words) => {
    await reach(page, what)
    await page.keyboard.press('Control+End')
    await page.keyboard.type(words)
  },
  // A group is one stop of the keyboard; its arrows choose.
  choose: async (what) => {
    const group = page.locator(`[name="${await what.getAttribute('name')}"]`)
    await reach(page, group)
    await page.keyboard.press('Space')
    for (let i = 0; i < 5 && !await what.isChecked(); i++) await page.keyboard.press('ArrowRight')
  },
  file: async (what, file) => {
    await reach(page, what)
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'),
      page.keyboard.press('Space')])
    await chooser.setFiles(file)
  },
})

const pointer = (page) => ({
  open: async (row) => await row.locator('.v-fold:not([open])').count() && unfold(row),
  press: (what) => loads(page, what.click()),
  write: async (what, words) => what.fill(await what.inputValue() + words),
  choose: (what) => what.locator('xpath=..').click(),
  file: (what, file) => what.setInputFiles(file),
})

// ---- the coordinator ----

async function comesIn(boss) {
  await boss.goto(at(coordinatorLink))
  await press(boss, 'button', /^Jatka tunnuksella/)
  tell('the coordinator is asked for a second factor', boss.url().includes('/tili/koodi'), boss.url())
  await look(boss, 'the second factor')
  const key = (await boss.locator('code.v-break').innerText()).replaceAll(' ', '')
  await boss.getByLabel('Kuusinumeroinen koodi').fill(codeOf(key))
  await press(boss, 'button', 'Ota käyttöön')
  tell('and gets codes for the day when the phone is lost',
    await boss.locator('li code').count() === 10, boss.url())
}

const inAMonth = () => {
  const day = new Date(Date.now() + 30 * 86400e3)
  return `${day.getDate()}.${day.getMonth() + 1}.${day.getFullYear()}`
}

async function opensTheYear(boss) {
  await boss.goto(at('/seuranta'))
  await look(boss, 'the years')
  const form = boss.locator('form:has([name="year"])')
  tell('the year after the last one stands ready', await form.locator('[name="year"]')
    .inputValue() === '2025')
  await form.locator('[name="due_on"]').fill(inAMonth())
  await loads(boss, form.getByRole('button').click())
  tell('the year is open', boss.url().endsWith('/seuranta/2025') &&
    await boss.locator('[name="round_state"]').inputValue() === 'open', boss.url())
}

async function invites(boss, people) {
  await boss.goto(at('/kayttajat'))
  await boss.locator('[name="addresses"]').fill(people.map((p) =>
    `${p.email};${p.name};${p.organisation}`).join('\n'))
  await boss.locator('[name="role"]').selectOption('contact')
  await press(boss, 'button', 'Kutsu')
  await look(boss, 'those who were invited')
}

async function reminds(boss, who) {
  await boss.goto(at('/seuranta/2025'))
  await look(boss, 'how far they are')
  await press(boss, 'button', new RegExp(`^Muistuta\\s*: ${who.organisation}`))
  tell('the page says whom', await boss.getByRole('status').getByText(who.organisation).count() === 1,
    boss.url())
}

async function reads(boss, who) {
  await boss.goto(at('/tyopoyta'))
  await look(boss, 'the coordinator’s desk')
  await loads(boss, boss.getByRole('region', { name: 'Luettavat vastaukset' })
    .getByRole('link', { name: who.organisation }).click())
}

async function returns(boss, who) {
  await reads(boss, who)
  await look(boss, 'the answer')
  const text = await boss.locator('main').innerText()
  for (const words of ['Viime vuonna avattiin.', who.told, '1234', 'Kuuluu seurakunnalle',
    'https://kerho.example/kuvat', 'ohjelma.pdf'])
    tell(`the coordinator reads: ${words}`, text.includes(words), text)
  await boss.locator('[name="words"]').fill('Kerro, montako lasta kävi & <miksi>.')
  await press(boss, 'button', 'Palauta ja lähetä kommentti')
}

async function accepts(boss, who) {
  await reads(boss, who)
  tell('what was mended is there', (await boss.locator('main').innerText()).includes(who.mended))
  await press(boss, 'button', 'Hyväksy')
  await boss.goto(at('/seuranta/2025.json'))
  const answers = JSON.parse(await boss.locator('body').innerText()).answers
  tell('it is accepted', answers.find((a) => a.slug === who.slug).state === 'accepted', answers)
}

// ---- everybody ----

const publicPages = (who) => ['/', '/tavoitteet', '/tavoitteet/i', '/tavoitteet/i-1',
  '/tavoitteet/i-1.json', '/tavoitteet/i-2', '/kattavuus', '/kattavuus?nayta=tekstit',
  `/organisaatiot/${who.slug}`, `/organisaatiot/${who.slug}.json`, `/toimenpiteet/${who.action}`,
  `/toimenpiteet/${who.action}.json`, '/toimenpiteet', '/toimenpiteet.csv', '/muutokset',
  '/syote.atom', '/syote.json', '/muutokset.json', '/laatu', `/toimenpiteet?haku=${encodeURIComponent('sanoi')}`,
  `/paivitys/2025/${who.slug}`, `/paivitys/2025/${who.slug}.json`]

const countsOf = (who) => fetch(at(`/organisaatiot/${who.slug}.json`)).then((a) => a.json())
  .then((o) => o.counts)

async function nothingIsPublic(who, when) {
  const secrets = [who.told, who.mended, '1234', 'Kuuluu seurakunnalle', 'kerho.example', who.email]
  const leaks = []
  for (const path of publicPages(who)) {
    const text = await fetch(at(path)).then((a) => a.text())
    leaks.push(...secrets.filter((s) => text.includes(s)).map((s) => `${path}: ${s}`))
  }
  const counts = await countsOf(who)
  tell(`${when}: nobody else reads a word of it`, !leaks.length, leaks)
  tell(`${when}: and it is counted as not yet told`, counts.planned === 2 && counts.progress === 0,
    counts)
  const files = await Promise.all([1, 2].map((id) => fetch(at(`/todisteet/${id}`))))
  tell(`${when}: nor its file`, files[who.file - 1].status === 404, files.map((f) => f.status))
}

async function everybodySees(page, who) {
  const counts = await countsOf(who)
  tell('the counts have it: one under way, one not theirs', counts.progress === 1 &&
    counts.na === 1 && counts.planned === 0, counts)
  await page.goto(at(`/toimenpiteet/${who.action}`))
  const told = await page.locator('main').innerText()
  for (const words of ['Käynnissä', who.told, who.mended, '1234', 'https://kerho.example/kuvat'])
    tell(`everybody reads: ${words}`, told.includes(words), told)
  await look(page, 'the action, for everybody')
  await page.goto(at('/tavoitteet/i-1'))
  const text = await page.locator('main').innerText()
  tell('the goal says n of N', new RegExp(who.share).test(text), text.slice(0, 1500))
  await look(page, 'the goal, for everybody')
  const file = await page.request.get(at(`/todisteet/${who.file}`))
  tell('and the file is given', file.status() === 200, file.status())
}

// ---- the contact ----

async function comesToTheDesk(me, hand, who, mail) {
  const link = linkIn(mail)
  tell('the mail has a link of one’s own', link.startsWith(base), mail.text)
  await scanned(link)
  await me.goto(link)
  await look(me, 'the link')
  await hand.press(me.getByRole('button', { name: /^Jatka tunnuksella/ }))
  if (who.throughDesk) {
    tell('the button leads to the own desk', me.url() === at('/tyopoyta'), me.url())
    await look(me, 'the own desk')
    await hand.press(me.getByRole('link', { name: `${who.organisation}, 2025` }))
  }
  tell('to the year', me.url() === at(`/paivitys/2025/${who.slug}`), me.url())
  await look(me, 'the year')
}

const rows = (me) => me.locator('article.v-act:has(fieldset)')
const field = (row, name) => row.locator(`[name^="${name}-"]:not([type=hidden])`)

// Until nothing waits in the browser any more.
const saved = (me) => me.waitForFunction(() => !Object.keys(localStorage).length)

async function tellsTheYear(me, hand, who) {
  const first = rows(me).nth(0), second = rows(me).nth(1)
  tell('last year’s text stands beside', await first.getByText('Viime vuonna avattiin.').isVisible())
  await hand.press(first.getByRole('link', { name: 'Käytä pohjana' }))
  tell('and becomes this year’s', await field(first, 'done').inputValue() === 'Viime vuonna avattiin.',
    await field(first, 'done').inputValue())
  await hand.choose(first.locator('input[value=progress]'))
  await hand.write(field(first, 'done'), ` ${who.told}`)
  await hand.write(field(first, 'value'), '1234')
  await hand.write(field(first, 'evidence'), 'https://kerho.example/kuvat')
  await hand.choose(second.locator('input[value=na]'))
  await hand.write(field(second, 'reason'), 'Kuuluu seurakunnalle')
  if (who.script) {
    await saved(me)
    await me.goto(at(`/paivitys/2025/${who.slug}`))
    const kept = await me.locator('form[data-save]').evaluate((f) =>
      [...new FormData(f)].map(([, value]) => value))
    tell('what was typed is saved without a button', [`Viime vuonna avattiin. ${who.told}`, '1234',
      'https://kerho.example/kuvat', 'progress', 'na', 'Kuuluu seurakunnalle']
      .every((value) => kept.includes(value)), kept)
  } else {
    await hand.press(second.getByRole('button', { name: 'Tallenna ja jatka' }))
    tell('the button saves and stays at the row', me.url().includes('#k-i-2'), me.url())
  }
  await look(me, 'the year, told')
}

async function addsAFile(me, hand) {
  await hand.open(rows(me).nth(0))
  await hand.press(rows(me).nth(0).getByRole('button', { name: /^Tallenna ja lisää tiedostoja/ }))
  await look(me, 'the files of a row')
  await hand.file(me.locator('input[type=file]'),
    { name: 'ohjelma.pdf', mimeType: 'application/pdf', buffer: pdf })
  await hand.press(me.getByRole('button', { name: 'Lisää tiedostot' }))
  await look(me, 'the files of a row, with one')
  await hand.press(me.getByRole('link', { name: 'Takaisin riville' }))
  tell('the file stands at its row', await rows(me).nth(0).getByText('ohjelma.pdf').count() === 1)
}

async function sends(me, hand, button) {
  await hand.press(me.getByRole('button', { name: button }))
  tell('it is sent', await me.getByRole('status').getByText('Lähetetty. Kiitos!').count() === 1,
    me.url())
  await look(me, 'sent')
}

async function mends(me, hand, who) {
  const mail = await mailTo(who.email, 'Vuosiseuranta 2025: vastauksenne palautettiin')
  tell('the mail has what was said', mail.text.includes('Kerro, montako lasta kävi & <miksi>.'),
    mail.text)
  await me.goto(linkIn(mail))
  await hand.press(me.getByRole('button', { name: /^Jatka tunnuksella/ }))
  tell('its link leads to the year', me.url() === at(`/paivitys/2025/${who.slug}`), me.url())
  tell('where the comment stands', await me.getByText('Kerro, montako lasta kävi & <miksi>.')
    .isVisible())
  await look(me, 'the year, returned')
  await hand.open(rows(me).nth(0))
  await hand.write(field(rows(me).nth(0), 'done'), ` ${who.mended}`)
}

async function round(boss, me, hand, who) {
  await comesToTheDesk(me, hand, who, await mailTo(who.email, who.mail))
  await tellsTheYear(me, hand, who)
  await addsAFile(me, hand)
  await nothingIsPublic(who, 'not sent')
  await sends(me, hand, 'Lähetä koordinaattorille')
  await nothingIsPublic(who, 'sent')
  await returns(boss, who)
  await mends(me, hand, who)
  await sends(me, hand, 'Lähetä koordinaattorille')
  await nothingIsPublic(who, 'sent again')
  await accepts(boss, who)
  await browse({}, (page) => everybodySees(page, who))
}

const kati = { email: 'kati@example.org', name: 'Kati', organisation: 'Aapalan kunta',
  slug: 'aapalan-kunta', action: 1, file: 1, share: '1 / 2', mail: 'Kutsu:', throughDesk: true,
  script: true, told: 'Kati sanoi äiti & <b>isä</b>.', mended: 'Katin kerhossa kävi 300 lasta.' }
const bea = { email: 'bea@example.org', name: 'Bea', organisation: 'Bertalan kunta',
  slug: 'bertalan-kunta', action: 3, file: 2, share: '2 / 2', mail: 'Vuosiseuranta 2025: vastaa',
  told: 'Bea sanoi åå & "lainasi".', mended: 'Bean kahvilassa kävi 400 lasta.' }

await story(() => browse({ url: base }, async (boss) => {
  await comesIn(boss)
  await opensTheYear(boss)
  await invites(boss, [kati, bea])
  await browse({ url: base, width: 390 }, (me) => round(boss, me, keyboard(me), kati))
  await reminds(boss, bea)
  await browse({ url: base, noJs: true }, (me) => round(boss, me, pointer(me), bea))
}))
