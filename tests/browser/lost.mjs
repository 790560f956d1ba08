// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/browser/lost.mjs BASE_URL SESSION DESK COMMAND…: nothing typed is lost. The network
// goes while somebody types, the page is loaded again, its window closed, the server killed
// (COMMAND kill, start), the session ends (link prints a way in), two windows
// are open at once, the plan gets another metric meanwhile (metric). Prints TAP.
import { execFileSync } from 'node:child_process'
import { browse, faultsOf } from './browser.mjs'
import { story, tell, unfold } from './story.mjs'

const [base, session, path, ...command] = process.argv.slice(2)
const desk = new URL(path, base).href
const run = (word) => execFileSync(command[0], [word, ...command.slice(1)],
  { encoding: 'utf8' }).trim()
const loads = (page, act) => Promise.all([page.waitForEvent('load'), act])

const done = (page) => page.locator('textarea[name^="done-"]').first()
const message = (page, words) => page.locator('[data-saved]', { hasText: words }).waitFor()
const open = async (page) => await page.locator('.v-fold:not([open])').count() && unfold(page)
const type = async (page, words) => {
  await open(page)
  await done(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
}
const saved = (page) => page.waitForFunction(() => !Object.keys(localStorage).length)
const kept = (page) => page.evaluate(() => JSON.stringify({ ...localStorage }))
// What the server has, asked from another browser.
const onServer = async () => {
  let text
  await browse({ session, url: base }, async (other) => {
    await other.goto(desk)
    text = await done(other).inputValue()
  })
  return text
}

async function withoutNetwork(page) {
  const context = page.context()
  await page.goto(desk)
  await context.setOffline(true)
  await page.locator('label.s-progress').first().click() // shows the fields of the row
  await type(page, 'Kirjoitin junassa. ')
  await message(page, 'Ei tallennettu: yhteyttä ei ole.')
  tell('without a network the page says that it has the text', true)
  await type(page, 'Tunneli jatkui. ')
  await page.getByRole('button', { name: 'Jatka myöhemmin' }).click()
  await message(page, 'Ei tallennettu: yhteyttä ei ole.')
  tell('a button leaves the page where it is', page.url() === desk &&
    (await done(page).inputValue()).includes('Tunneli'), page.url())
  tell('nothing came to the server', await onServer() === '', await onServer())
  await context.setOffline(false)
  await message(page, 'Tallennettu')
  await saved(page)
  tell('when it is back, all is saved by itself', await onServer() ===
    'Kirjoitin junassa. Tunneli jatkui.', await onServer())
}

async function loadedAgain(page) {
  await page.goto(desk)
  await page.context().setOffline(true)
  await type(page, ' Uudelleen ladattu.')
  await page.reload().catch(() => {}) // the browser's own page: there is no network
  await page.context().setOffline(false)
  await page.goto(desk)
  tell('what was typed in the last second before loading again is there',
    (await done(page).inputValue()).endsWith(' Uudelleen ladattu.'), await done(page).inputValue())
  await saved(page)
  tell('and goes to the server', (await onServer()).endsWith(' Uudelleen ladattu.'), await onServer())
}

async function closed(page) {
  const context = page.context()
  await page.goto(desk)
  await context.setOffline(true)
  await type(page, ' Ikkuna suljettu.')
  await page.close()
  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(desk)
  tell('in a new window too', (await done(again).inputValue()).endsWith(' Ikkuna suljettu.'),
    await done(again).inputValue())
  await saved(again)
  tell('and the browser forgets it when it is saved', !(await kept(again)).includes('Ikkuna') &&
    (await onServer()).endsWith(' Ikkuna suljettu.'), await onServer())
}

async function serverKilled(page) {
  await page.goto(desk)
  run('kill')
  await type(page, ' Palvelin kaatui.')
  await message(page, 'Ei tallennettu: yhteyttä ei ole.')
  run('start')
  await page.evaluate(() => dispatchEvent(new Event('focus'))) // the person comes back to it
  await message(page, 'Tallennettu')
  tell('a server that was killed gets it when it is there again',
    (await onServer()).endsWith(' Palvelin kaatui.'), await onServer())
}

// What stands before the server says that it is not there.
async function proxyWithoutServer(page) {
  await page.goto(desk)
  await page.route('**/*.json', (route) => route.fulfill({ status: 502, body: '<h1>Bad Gateway</h1>' }))
  await type(page, ' Välissä oli muuri.')
  await message(page, 'Ei tallennettu: yhteyttä ei ole.')
  await page.unroute('**/*.json')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await message(page, 'Tallennettu')
  tell('so does one behind a proxy that had nobody to ask',
    (await onServer()).endsWith(' Välissä oli muuri.'), await onServer())
}

async function sessionEnds(page) {
  await page.goto(desk)
  await page.context().clearCookies()
  await type(page, ' Istunto päättyi.')
  await message(page, 'olet kirjautunut ulos')
  tell('a page whose session has ended says so', true)
  await page.goto(new URL(run('link'), base).href)
  await loads(page, page.getByRole('button', { name: /^Jatka tunnuksella/ }).click())
  await page.goto(desk)
  tell('after signing in again the text is there',
    (await done(page).inputValue()).endsWith(' Istunto päättyi.'), await done(page).inputValue())
  await saved(page)
  tell('and is saved', (await onServer()).endsWith(' Istunto päättyi.'), await onServer())
}

// Signed in again in another window: the first one goes on by itself.
async function signedInBeside(page) {
  await page.goto(desk)
  await page.context().clearCookies()
  await type(page, ' Toinen ikkuna.')
  await message(page, 'olet kirjautunut ulos')
  const beside = await page.context().newPage()
  await beside.goto(new URL(run('link'), base).href)
  await loads(beside, beside.getByRole('button', { name: /^Jatka tunnuksella/ }).click())
  await beside.close()
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await message(page, 'Tallennettu')
  tell('or it goes on by itself, signed in beside', (await onServer()).endsWith(' Toinen ikkuna.'),
    await onServer())
}

async function sessionEndsWithoutScript(page) {
  await page.goto(desk)
  await page.context().clearCookies()
  await open(page)
  await done(page).fill('Ilman skriptiä & <b>istuntoa</b>')
  await loads(page, page.getByRole('button', { name: 'Jatka myöhemmin' }).click())
  tell('without JavaScript the page says that nothing is lost',
    await page.getByText('Mitään kirjoittamaasi ei ole kadonnut').count() === 1,
    await page.locator('main').innerText())
  const beside = await page.context().newPage()
  await beside.goto(new URL(run('link'), base).href)
  await loads(beside, beside.getByRole('button', { name: /^Jatka tunnuksella/ }).click())
  await beside.close()
  await loads(page, page.getByRole('button', { name: 'Lähetä uudelleen' }).click())
  tell('and sends it when one is signed in again', await onServer() ===
    'Ilman skriptiä & <b>istuntoa</b>', await onServer())
}

async function twoWindows(first) {
  const second = await first.context().newPage()
  await first.goto(desk)
  await second.goto(desk)
  await type(first, ' Ensimmäinen.')
  await message(first, 'Tallennettu')
  await saved(first)
  await type(second, ' Toinen.')
  await message(second, 'Joku muu tallensi')
  tell('the second of two windows does not overwrite the first',
    (await onServer()).endsWith(' Ensimmäinen.'), await onServer())
  await second.reload()
  const both = await done(second).inputValue()
  tell('loaded again it has both texts', both.includes(' Ensimmäinen.') && both.includes(' Toinen.'),
    both)
  await open(second)
  await done(second).fill('Ensimmäinen. Toinen.')
  await message(second, 'Tallennettu')
  await saved(second)
  tell('and what was put together is saved', await onServer() === 'Ensimmäinen. Toinen.',
    await onServer())
  // The same words in both, such as those that a new window found in the browser.
  await first.reload()
  await first.context().setOffline(true)
  await type(first, ' Sama.')
  await message(first, 'Ei tallennettu')
  await first.context().setOffline(false)
  await second.reload()
  await Promise.all([saved(first), saved(second)])
  tell('two windows with the same words are one', await onServer() === 'Ensimmäinen. Toinen. Sama.',
    await onServer())
}

async function metricChanged(page) {
  const value = page.locator('input[type="text"][name^="value-"]').first()
  await page.goto(desk)
  await open(page)
  await page.context().setOffline(true)
  await value.fill('1717')
  await message(page, 'Ei tallennettu')
  run('metric')
  await page.context().setOffline(false)
  await page.goto(desk)
  await message(page, 'mittareita muutettiin')
  tell('a value whose metric was changed meanwhile does not go to another one',
    await value.inputValue() === '', await value.inputValue())
  await loads(page, page.getByRole('button', { name: 'Jatka myöhemmin' }).click())
  tell('and the page shows it', await page.locator('output', { hasText: '1717' }).count() === 1,
    await page.locator('main').innerText())
  const faults = await faultsOf(page)
  tell('a page that is sound', !faults.length, faults)
  await value.fill('1717')
  await message(page, 'Tallennettu')
  await saved(page)
  await page.goto(desk)
  await open(page)
  tell('until it is where it belongs', await value.inputValue() === '1717' &&
    await page.locator('output').count() === 0, await page.locator('main').innerText())
}

async function others(page) {
  await page.goto(desk)
  await page.context().setOffline(true)
  await type(page, ' Salaisuus.')
  await message(page, 'Ei tallennettu')
  const mine = await kept(page)
  tell('what is kept is kept under the person', /"vointi:\d+:/.test(mine) &&
    mine.includes('Salaisuus'), mine)
  await page.context().setOffline(false)
  await page.goto(new URL('/tili', base).href)
  await loads(page, page.getByRole('button', { name: 'Kirjaudu ulos' }).first().click())
  tell('who signs out leaves nothing behind in the browser', await kept(page) === '{}',
    await kept(page))
}

const me = { session, url: base }
await story(async () => {
  for (const part of [withoutNetwork, loadedAgain, closed, serverKilled, proxyWithoutServer,
    sessionEnds, signedInBeside])
    await browse(me, part)
  await browse({ ...me, noJs: true, width: 390 }, sessionEndsWithoutScript)
  await browse(me, twoWindows)
  await browse(me, metricChanged)
  await browse(me, others)
})
