// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// What pages do more comfortably with JavaScript; all of it works without. A form with
// data-save keeps what is typed: each block (data-block) goes to the form's address with
// ".json" when a choice is made and a second after typing. What could not be sent is
// kept in the browser and tried again.
(() => {
  'use strict'
  const WAIT = 1000
  const AGAIN = 20000

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
  const place = `vointi:${location.pathname}`
  const waiting = new Map() // block → timer; 0 while it is sent
  const busy = new Set()

  const keptTexts = () => JSON.parse(sessionStorage.getItem(place) ?? '{}')
  const keep = (block) => {
    const kept = keptTexts()
    for (const [name, value] of fields(block)) kept[name] = value
    sessionStorage.setItem(place, JSON.stringify(kept))
  }
  const forget = (block) => {
    const kept = keptTexts()
    for (const [name] of fields(block)) delete kept[name]
    if (Object.keys(kept).length) sessionStorage.setItem(place, JSON.stringify(kept))
    else sessionStorage.removeItem(place)
  }

  function fields(block) {
    return [...new FormData(form)].filter(([name]) =>
      [...block.querySelectorAll('[name]')].some((e) => e.name === name && e.type !== 'submit'))
  }

  function tell(words, failed = false) {
    if (!told) return
    told.textContent = words
    told.classList.toggle('v-saved--failed', failed)
  }

  // One at a time for a block: the next one needs the revision that this one gives.
  async function save(block) {
    clearTimeout(waiting.get(block))
    if (busy.has(block)) {
      later(block, WAIT)
      return
    }
    busy.add(block)
    waiting.set(block, 0)
    await send(block)
    busy.delete(block)
  }

  async function send(block) {
    const sent = new URLSearchParams(fields(block))
    let answer
    try {
      answer = await fetch(`${form.getAttribute('action')}.json`, { method: 'POST', body: sent })
    } catch {
      keep(block)
      tell(form.dataset.offline, true)
      waiting.set(block, setTimeout(save, AGAIN, block))
      return
    }
    const said = await answer.json().catch(() => ({}))
    if (!answer.ok) {
      keep(block)
      tell(answer.status === 401 ? form.dataset.out : said.detail ?? form.dataset.offline, true)
      waiting.delete(block)
      return
    }
    for (const { entry, rev } of said.entries) {
      const hidden = block.querySelector(`[name="rev-${entry}"]`)
      if (hidden) hidden.value = rev ?? ''
    }
    forget(block)
    if (!waiting.get(block)) waiting.delete(block) // else more was typed meanwhile
    tell(said.message)
  }

  const later = (block, ms) => {
    clearTimeout(waiting.get(block))
    waiting.set(block, setTimeout(save, ms, block))
  }
  form.addEventListener('input', (e) => {
    const block = e.target.closest('[data-block]')
    if (block) later(block, WAIT)
  })
  form.addEventListener('change', (e) => {
    const block = e.target.closest('[data-block]')
    if (block) later(block, 0)
  })
  form.addEventListener('submit', () => waiting.clear())
  addEventListener('beforeunload', (e) => {
    if (waiting.size) e.preventDefault()
  })

  // What a lost connection or an ended session left behind comes back into its fields. Of a
  // row that somebody else has saved since, both texts stand there until the person has
  // put them together: nothing is sent by itself.
  const kept = keptTexts()
  for (const [name, value] of Object.entries(kept)) {
    const all = [...form.elements].filter((e) => e.name === name && !name.startsWith('rev-'))
    const rev = `rev-${name.split('-')[1]}`
    all[0]?.closest('.v-fold')?.setAttribute('open', '')
    if (rev in kept && kept[rev] !== form.elements[rev]?.value) {
      for (const e of all)
        if (e.type === 'textarea' && value && !e.value.includes(value))
          e.value = e.value ? `${e.value}\n\n${value}` : value
      continue
    }
    for (const e of all) {
      if (e.type === 'radio') e.checked = e.value === value
      else e.value = value
    }
    const block = all[0]?.closest('[data-block]')
    if (block) later(block, WAIT)
  }
})()
