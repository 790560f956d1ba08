// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/browser/desk.mjs session BASE_URL LINK: comes in by a personal link and
// prints the session; turns the second factor on where it is asked. node tests/browser/desk.mjs year BASE_URL SESSION YEAR SLUG: tells a
// year by the keyboard alone and then without JavaScript; prints TAP.
import { createHmac } from 'node:crypto'
import { browse } from './browser.mjs'
import { here, story, tabTo, tell } from './story.mjs'

const [what, base, ...rest] = process.argv.slice(2)
const at = (path) => new URL(path, base).href

const sessionOf = (answer) => answer.headers.get('set-cookie').match(/^vointi=([^;]+)/)[1]

// RFC 6238 with a key in base32.
function codeOf(key) {
  const bits = [...key].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c)
    .toString(2).padStart(5, '0')).join('')
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)))
  const digest = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2))))
    .update(step).digest()
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff
  return String(number % 1000000).padStart(6, '0')
}

async function comeIn(link) {
  const session = sessionOf(await fetch(at(link), { method: 'POST', redirect: 'manual' }))
  const headers = { Cookie: `vointi=${session}` }
  if ((await fetch(at('/tili'), { headers })).status === 200) return session
  const page = await (await fetch(at('/tili/koodi'), { headers })).text()
  const key = page.match(/<code class="v-break">([^<]+)/)[1].replaceAll(' ', '')
  const body = new URLSearchParams({ avain: page.match(/name="avain" value="([^"]+)/)[1],
    code: codeOf(key) })
  return sessionOf(await fetch(at('/tili/koodi'), { method: 'POST', headers, body }))
}

if (what === 'session') {
  console.log(await comeIn(rest[0]))
  process.exit(0)
}

const [session, year, slug] = rest
const desk = at(`/paivitys/${year}/${slug}`)

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

await story(async () => {
  await browse({ session, url: desk }, byKeyboard)
  await browse({ session, url: desk, noJs: true, width: 390 }, withoutScript)
})
