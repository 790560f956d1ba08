// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/browser/desk.mjs session BASE_URL LINK: comes in by a personal link and
// prints the session. node tests/browser/desk.mjs year BASE_URL SESSION YEAR SLUG: tells a
// year by the keyboard alone and then without JavaScript; prints TAP.
import { browse, stop } from './browser.mjs'

const [what, base, ...rest] = process.argv.slice(2)
const at = (path) => new URL(path, base).href

if (what === 'session') {
  const answer = await fetch(at(rest[0]), { method: 'POST', redirect: 'manual' })
  console.log(answer.headers.get('set-cookie').match(/^vointi=([^;]+)/)[1])
  process.exit(0)
}

const [session, year, slug] = rest
const desk = at(`/paivitys/${year}/${slug}`)
let number = 0
let bad = 0
function tell(name, ok, seen) {
  if (!ok) bad++
  console.log(`${ok ? 'ok' : 'not ok'} ${++number} - ${name}`)
  if (!ok) console.log(`#   ${JSON.stringify(seen)}`)
}

// Where the keyboard is.
const here = (page) => page.evaluate(() => {
  const e = document.activeElement
  return { tag: e.tagName, name: e.name, value: e.value, type: e.type,
    ring: getComputedStyle(e.closest('label') ?? e).outlineStyle !== 'none' }
})

async function tabTo(page, wanted) {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press('Tab')
    const e = await here(page)
    if (wanted(e)) return e
  }
  return null
}

const enter = (page) => Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])

async function byKeyboard(page) {
  await page.goto(desk)
  const first = await tabTo(page, (e) => e.name?.startsWith('status-'))
  tell('the keyboard comes to the choices of a row', first, first)
  tell('and it shows where it is', first?.ring, first)
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  const second = await here(page)
  tell('an arrow goes to the next choice', second.value === 'progress', second)
  tell('and chooses it', await page.locator(`[name="${second.name}"]:checked`).inputValue() ===
    'progress', second)
  const why = page.locator(`[name="${second.name.replace('status', 'reason')}"]`)
  tell('no reason is asked of it', !await why.isVisible(), second)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  tell('a reason is asked of what was stopped', await why.isVisible(), await here(page))
  const reason = await tabTo(page, (e) => e.name?.startsWith('reason-'))
  tell('the keyboard comes to the reason', reason, reason)
  await page.keyboard.type('Rahat loppuivat')
  await enter(page) // saves, and sends nothing
  await page.goto(desk)
  tell('Enter saves what was typed', await why.inputValue() === 'Rahat loppuivat',
    await why.inputValue())
  // What asks whether to send is not answered by Enter in a field.
  await page.goto(`${desk}?laheta=kysy`)
  await why.focus()
  await enter(page)
  await page.goto(desk)
  tell('Enter in a field never sends', await page.locator('.v-savebar').isVisible() &&
    !await page.getByText('Lähetetty').count(), page.url())
}

async function withoutScript(page) {
  await page.goto(desk)
  const row = page.locator('article.v-act:has(fieldset)').last()
  await row.locator('label.s-done').click()
  await row.locator('textarea[name^="done-"]').fill('Kerho kävi & <kukki>')
  await Promise.all([page.waitForEvent('load'), row.getByRole('button').click()])
  tell('the page comes back to the row', page.url().includes('#k-'), page.url())
  tell('what was typed is there', await page.locator('article.v-act:has(fieldset)').last()
    .locator('textarea[name^="done-"]').inputValue() === 'Kerho kävi & <kukki>', page.url())
}

try {
  await browse({ session, url: desk }, byKeyboard)
  await browse({ session, url: desk, noJs: true, width: 390 }, withoutScript)
} finally {
  await stop()
}
console.log(`1..${number}`)
process.exit(bad ? 1 : 0)
