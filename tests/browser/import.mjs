// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/browser/import.mjs BASE_URL SESSION STEP [FILE]: a step of an import as a
// coordinator takes it; prints TAP. read, compare, bring, undo: one after another, with
// JavaScript; plain: all of them without; hostile: names and texts that want to be HTML.
import { browse } from './browser.mjs'
import { story, tell } from './story.mjs'

const [base, session, step, file] = process.argv.slice(2)
const at = (path) => new URL(path, base).href

const heading = (page) => page.locator('h1').innerText()
const press = (page, name) => Promise.all([page.waitForEvent('load'),
  page.getByRole('button', { name }).click()])

// Work goes on: the page follows it by itself, also without JavaScript.
async function waitFor(page, locator) {
  await locator.first().waitFor({ timeout: 20000 })
}

async function send(page, files) {
  await page.goto(at('/tuonti'))
  await page.locator('input[type=file]').setInputFiles(files)
  await press(page, 'Lue asiakirja')
}

async function read(page) {
  await send(page, file)
  await waitFor(page, page.getByText(/Luettiin \d+ rivi/))
  tell('the document is read', await heading(page) === 'Tarkista tunnistettu taulukko',
    page.url())
  const lines = page.locator('.is-doubt textarea').first()
  tell('a doubtful cell asks, with what was recognised in it',
    (await lines.inputValue()).includes('Ryhmäytys'), await lines.inputValue())
  tell('the cell has an icon and a question', await page.locator('.is-doubt .v-why svg').count()
    > 0 && await page.getByText('Onko jokainen kohta omalla rivillään?').count() > 0, page.url())
  await lines.fill('Ryhmäytys syksyllä\nVälkkärit\nKiusaamisen ehkäisy')
  await press(page, 'Jatka myöhemmin')
  await page.goto(at('/tuonti'))
  await Promise.all([page.waitForEvent('load'),
    page.getByRole('link', { name: 'word_quirks.docx' }).click()])
  tell('what was typed is there later', await page.locator('.is-doubt textarea').first()
    .inputValue() === 'Ryhmäytys syksyllä\nVälkkärit\nKiusaamisen ehkäisy', page.url())
}

async function compare(page) {
  await page.goto(at('/tuonti/1/tarkistus'))
  await press(page, 'Tallenna ja katso, mikä muuttuu')
  await waitFor(page, page.getByRole('button', { name: /^Tuo \d+ muutosta$/ }))
  tell('the button has the exact number', true)
  const rows = await page.getByText('Kiusaamisen ehkäisy').count()
  tell('the answer is among what comes in', rows > 0, rows)
  tell('who is not spoken of is told', await page.getByText('Bertalan kunta').count() > 0,
    page.url())
}

const shows = async (path, text) => (await (await fetch(at(path))).text()).includes(text)

async function bring(page) {
  await page.goto(at('/tuonti/1/vahvistus'))
  tell('nothing is public yet', !await shows('/toimenpiteet', 'Kiusaamisen ehkäisy'))
  await press(page, /^Tuo \d+ muutosta$/)
  await waitFor(page, page.getByRole('heading', { name: 'Tuonti on valmis' }))
  tell('the public page has it at once', await shows('/toimenpiteet', 'Kiusaamisen ehkäisy'))
}

async function undo(page) {
  await page.goto(at('/tuonti/1/vahvistus'))
  await press(page, 'Peru tuonti')
  await waitFor(page, page.getByRole('heading', { name: 'Tuonti peruttiin' }))
  tell('and it is gone again', !await shows('/toimenpiteet', 'Kiusaamisen ehkäisy'))
}

async function plain(page) {
  await send(page, file)
  await waitFor(page, page.getByText(/Luettiin \d+ rivi/))
  tell('without JavaScript the document is read', await heading(page) ===
    'Tarkista tunnistettu taulukko', page.url())
  await press(page, 'Tallenna ja katso, mikä muuttuu')
  await waitFor(page, page.getByRole('button', { name: /^Tuo \d+ muutosta$/ }))
  await press(page, /^Tuo \d+ muutosta$/)
  await waitFor(page, page.getByRole('heading', { name: 'Tuonti on valmis' }))
  tell('… brought in', await shows('/toimenpiteet', 'Välkkärit'))
  await press(page, 'Peru tuonti')
  await waitFor(page, page.getByRole('heading', { name: 'Tuonti peruttiin' }))
  tell('… and taken back', !await shows('/toimenpiteet', 'Välkkärit'))
}

async function hostile(page) {
  const dialogs = []
  page.on('dialog', (d) => { dialogs.push(d.message()); d.dismiss() })
  const text = 'Organisaatio;Välitavoite;Toimenpide;Aikataulu;<b onclick=alert(1)>x\n' +
    '"<script>alert(1)</script>";1 "<img src=x onerror=alert(2)>";"</textarea><script>alert(3)' +
    '</script>";=cmd();{{x}}\n'
  await send(page, { name: '"><script>alert(4)</script>.csv', mimeType: 'text/csv',
    buffer: Buffer.from(text) })
  await page.getByText(/Luettiin \d+ rivi|Asiakirjaa ei voitu/).first().waitFor({ timeout: 20000 })
  for (const part of [1, 2]) await page.goto(`${page.url().split('?')[0]}?osa=${part}&nayta=kaikki`)
  tell('nothing of a document runs', !dialogs.length &&
    !await page.evaluate(() => document.querySelectorAll('main script, main img').length), dialogs)
  await send(page, [{ name: 'a.docx', mimeType: 'x/y', buffer: Buffer.from('PK\x03\x04 ei') },
    { name: 'b.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }])
  await page.getByText('Asiakirjaa ei voitu käyttää').waitFor({ timeout: 20000 })
  tell('a broken file is named', await page.getByText(/^a\.docx: /).count() === 1, page.url())
  await press(page, 'Heitä pois')
  tell('and can be thrown away', page.url() === at('/tuonti'), page.url())
}

await story(async () => {
  try {
    const plainly = step === 'plain'
    await browse({ session, url: base, noJs: plainly, width: plainly ? 390 : 1280 },
      { read, compare, bring, undo, plain, hostile }[step])
  } catch (e) {
    tell(`step ${step}`, false, String(e))
  }
})
