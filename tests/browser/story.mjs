// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// What tests that walk through pages tell: TAP, a line for each thing seen; and where the
// keyboard is.
import { stop } from './browser.mjs'

let number = 0
let bad = 0

export function tell(name, ok, seen) {
  if (!ok) bad++
  console.log(`${ok ? 'ok' : 'not ok'} ${++number} - ${name}`)
  if (!ok) console.log(`#   ${JSON.stringify(seen)}`)
}

// Tells the story and ends the program.
export async function story(act) {
  try {
    await act()
  } finally {
    await stop()
  }
  console.log(`1..${number}`)
  process.exit(bad ? 1 : 0)
}

export const here = (page) => page.evaluate(() => {
  const e = document.activeElement
  return { tag: e.tagName, name: e.name, value: e.value, type: e.type, label: e.innerText?.trim(),
    ring: getComputedStyle(e.closest('label') ?? e).outlineStyle !== 'none' }
})

// A row of the update view that was told about is a line; this opens it.
export const unfold = (row) => row.locator('.v-fold > summary').click()

// Until the keyboard stands where it is wanted; null: it does not come there.
export async function tabTo(page, wanted) {
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab')
    const e = await here(page)
    if (wanted(e)) return e
  }
  return null
}
