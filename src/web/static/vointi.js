// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// What pages do more comfortably with JavaScript; all of it works without. A form with
// data-save keeps what is typed, under the number of the person that data-save has: each block
// (data-block) is in the browser at once, and goes to the form's address with ".json" when a
// choice is made and a second after typing. What could not be sent is tried again; when the
// server has it, the browser forgets it.
(() => {
  'use strict'
  const WAIT = 1000
  const AGAIN = 20000
  const KEPT = 30 * 24 * 3600 * 1000

  document.querySelector('.ds-error-summary')?.focus()

  // Work goes on (data-waits): only that part of the page comes anew, so that nobody loses
  // their place; when it is ready, the page itself.
  const watch = async () => {
    const waits = document.querySelector('[data-waits]')
    if (!waits) return
    const answer = await fetch(location.href).catch(() => null)
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html')
    const now = page && page.querySelector('[data-waits]')
    if (page && !now) location.replace(answer.url)
    if (now) waits.innerHTML = now.innerHTML
    setTimeout(watch, WAIT)
  }
  setTimeout(watch, WAIT / 2)

  const form = document.querySelector('form[data-save]')
  if (!form) return
  const told = document.querySelector('[data-saved]')
  const ours = 'vointi:'
  const place = `${ours}${form.dataset.save}:${location.pathname}` // of this person alone
  const waiting = new Map() // block → timer; 0 while it is sent
  const stuck = new Set() // blocks that could not be sent: no connection, signed out
  const busy = new Map() // block → what ends when it has been sent

  // ---- in this browser, until the server has it ----

  // A browser that keeps nothing gives nothing; the text still stands in its page.
  const storage = (act) => {
    try {
      return act()
    } catch {
      return undefined
    }
  }
  const read = (key) => storage(() => JSON.parse(localStorage.getItem(key)))
  const keptTexts = () => read(place)?.texts ?? {}
  const store = (texts) => storage(() => Object.keys(texts).length
    ? localStorage.setItem(place, JSON.stringify({ at: Date.now(), texts }))
    : localStorage.removeItem(place))
  const sweep = () => storage(() => Object.keys(localStorage)
    .filter((key) => key.startsWith(ours) && !(read(key)?.at > Date.now() - KEPT))
    .forEach((key) => localStorage.removeItem(key)))

  const namesIn = (block) => new Set([...block.querySelectorAll('[name]')]
    .filter((e) => e.type !== 'submit').map((e) => e.name))
  const fields = (block) => {
    const names = namesIn(block)
    return [...new FormData(form)].filter(([name]) => names.has(name))
  }
  const forget = (block) => {
    const kept = keptTexts()
    for (const name of namesIn(block)) delete kept[name]
    store(kept)
  }
  const keep = (block) => store({ ...keptTexts(), ...Object.fromEntries(fields(block)) })

  function tell(words, failed = false) {
    if (!told) return
    told.textContent = words
    told.classList.toggle('v-saved--failed', failed)
  }

  // ---- to the server ----

  // One at a time for a block: the next one needs the revision that this one gives.
  async function save(block) {
    clearTimeout(waiting.get(block))
    const before = busy.get(block)
    const now = (async () => {
      await before
      waiting.set(block, 0)
      stuck.delete(block)
      await send(block)
    })()
    busy.set(block, now)
    await now
    if (busy.get(block) === now) busy.delete(block)
  }

  // A server that is starting again is like a lost connection.
  const isAway = (answer) => !answer || answer.status >= 500 || answer.status === 429

  async function send(block) {
    const sent = new URLSearchParams(fields(block))
    const answer = await fetch(`${form.getAttribute('action')}.json`, { method: 'POST', body: sent })
      .catch(() => null)
    const said = await answer?.json().catch(() => null)
    if (isAway(answer) || (answer.ok && !said)) {
      tell(form.dataset.offline, true)
      stuck.add(block)
      if (!waiting.get(block)) later(block, AGAIN)
      return
    }
    if (!answer.ok) {
      tell(answer.status === 401 ? form.dataset.out : said?.detail ?? form.dataset.offline, true)
      if (answer.status === 401) stuck.add(block)
      if (!waiting.get(block)) waiting.delete(block)
      return
    }
    for (const { entry, rev } of said.entries) {
      const hidden = block.querySelector(`[name="rev-${entry}"]`)
      if (hidden) hidden.value = rev ?? ''
    }
    if (waiting.get(block)) { // more was typed meanwhile
      keep(block)
      return
    }
    waiting.delete(block)
    forget(block)
    tell(said.message)
  }

  const later = (block, ms) => {
    clearTimeout(waiting.get(block))
    waiting.set(block, setTimeout(save, ms, block))
  }
  const again = () => {
    for (const block of stuck) later(block, 0)
  }
  const typed = (e, ms) => {
    const block = e.target.closest('[data-block]')
    if (!block) return
    keep(block)
    later(block, ms)
  }
  form.addEventListener('input', (e) => typed(e, WAIT))
  form.addEventListener('change', (e) => typed(e, 0))
  // First what is still on its way: without a connection the page stays and says so.
  form.addEventListener('submit', async (e) => {
    if (!waiting.size) return
    e.preventDefault()
    await Promise.all([...waiting.keys()].map(save))
    if (!waiting.size) form.requestSubmit(e.submitter)
  })
  addEventListener('online', again)
  addEventListener('focus', again) // perhaps signed in again, in another window
  addEventListener('beforeunload', (e) => {
    if (waiting.size) e.preventDefault()
  })

  // What a lost connection or an ended session left behind comes back into its fields. Of a
  // row that somebody else has saved since, both texts stand there until the person has
  // put them together: nothing is sent by itself.
  const same = (words) => words.replace(/\s+/g, ' ').trim()
  const between = { textarea: '\n\n', text: ' / ' } // of two choices the saved one stays
  const putBeside = (e, value) => {
    if (!between[e.type] || same(e.value).includes(same(value))) return false
    e.value = e.value ? `${e.value}${between[e.type]}${value}` : value
    return true
  }
  const putBack = (e, value) => {
    const before = e.type === 'radio' ? e.checked : e.value
    if (e.type === 'radio') e.checked = e.value === value
    else e.value = value
    return before !== (e.type === 'radio' ? e.checked : e.value)
  }
  // A value whose metric the row does not have any more goes along, so that the server tells
  // of it; where it has told, an <output> has the name.
  const bringStrays = (block, rev, kept) => {
    const here = namesIn(block)
    const begins = `${rev.name.replace('rev', 'value')}-`
    const strays = Object.keys(kept)
      .filter((name) => name.startsWith(begins) && kept[name] && !here.has(name))
    for (const name of strays) {
      const field = document.createElement('input')
      rev.after(Object.assign(field, { type: 'hidden', name, value: kept[name] }))
    }
    return strays.length
  }
  const restore = (block, kept) => {
    const named = [...block.querySelectorAll('[name]')].filter((e) => e.name in kept)
    const rev = named.find((e) => e.name.startsWith('rev-'))
    if (!named.length) return
    const overtaken = rev && kept[rev.name] !== rev.value
    const changed = named.filter((e) => e !== rev &&
      (overtaken ? putBeside : putBack)(e, kept[e.name]))
    for (const e of changed) e.closest('.v-fold')?.setAttribute('open', '')
    const strays = rev && bringStrays(block, rev, kept)
    if (!changed.length && !strays) forget(block)
    else if (!overtaken) later(block, WAIT)
  }
  sweep()
  const kept = keptTexts()
  for (const block of form.querySelectorAll('[data-block]')) restore(block, kept)
})()
