// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/browser/edit.mjs BASE_URL SESSION OTHER_SESSION PATH: one entry is edited by
// the keyboard alone, without JavaScript, and by two at once; prints TAP.
import { browse } from './browser.mjs'
import { here, story, tabTo, tell } from './story.mjs'

const [base, session, other, path] = process.argv.slice(2)
const url = new URL(path, base).href

const press = (page) => Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
const click = (page, name) => Promise.all([page.waitForEvent('load'),
  page.getByRole('button', { name }).first().click()])
const titles = (page) => page.locator('textarea[name^="title-"]').evaluateAll((all) =>
  all.map((e) => e.value))

async function byKeyboard(page) {
  await page.goto(url)
  tell('the keyboard comes to an action', await tabTo(page, (e) => e.name === 'title-0'),
    await here(page))
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' – myös kesällä')
  tell('and to the button that adds one', await tabTo(page, (e) => e.value === 'lisaa-action'),
    await here(page))
  await press(page)
  const now = await titles(page)
  tell('what was typed is still there', now.length === 2 && now[0].endsWith('myös kesällä'), now)
  await tabTo(page, (e) => e.name === 'title-1')
  await page.keyboard.type('Uusi "asia" & <muu>')
  await tabTo(page, (e) => e.value === 'ylos-1')
  await press(page)
  tell('an action moves up', (await titles(page))[0] === 'Uusi "asia" & <muu>', await titles(page))
  await tabTo(page, (e) => e.name === 'target-0')
  await page.keyboard.type('200')
  await press(page) // Enter in a line saves
  tell('Enter in a line saves', page.url().includes('/tavoitteet/'), page.url())
  const text = await page.locator('main').innerText()
  tell('and the page of the goal shows it', text.includes('Uusi "asia" & <muu>') &&
    text.includes('tavoite 200'), text.slice(0, 400))
}

async function withoutScript(page) {
  await page.goto(url)
  await page.locator('[name="words-0"]').fill('')
  await page.locator('[name="unit-0"]').fill('kpl')
  await click(page, 'Tallenna')
  tell('a fault is told above', await page.locator('.ds-error-summary').isVisible(), page.url())
  tell('and what was typed is there', await page.locator('[name="unit-0"]').inputValue() === 'kpl',
    page.url())
  tell('a link of the summary leads to the field', await page.locator('.ds-error-summary a').first()
    .getAttribute('href').then((at) => page.locator(at).count()) === 1, page.url())
}

async function twoAtOnce(mine) {
  await mine.goto(url)
  await browse({ session: other, url }, async (theirs) => {
    await theirs.goto(url)
    await theirs.locator('[name="title-0"]').fill('Toisen teksti torstaisin')
    await click(theirs, 'Tallenna')
  })
  await mine.locator('[name="title-0"]').fill('Minun teksti torstaisin')
  await click(mine, 'Tallenna')
  const table = mine.locator('.v-compare')
  tell('both texts stand side by side', (await table.innerText()).includes('Toisen') &&
    (await table.innerText()).includes('Minun'), await mine.locator('main').innerText())
  tell('mine is still in its field', (await titles(mine))[0] === 'Minun teksti torstaisin',
    await titles(mine))
  await click(mine, 'Pidä minun tekstini')
  const text = await mine.locator('main').innerText()
  tell('mine stays when I choose so', text.includes('Minun teksti') && !text.includes('Toisen'),
    text.slice(0, 400))
}

await story(async () => {
  await browse({ session, url }, byKeyboard)
  await browse({ session, url, noJs: true, width: 390 }, withoutScript)
  await browse({ session, url, noJs: true }, twoAtOnce)
})
