import { uiWords } from './uiWords'
import { useNow } from './useNow'
import { currentLanguage, useLanguage, wordsNow } from './words'

const locale = () => (currentLanguage() === 'en' ? 'en-GB' : 'ru-RU')
const formatters = new Map<string, Intl.DateTimeFormat>()

function dateFormat(name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${locale()} ${name}`
  const known = formatters.get(key)
  if (known) return known
  const fresh = new Intl.DateTimeFormat(locale(), options)
  formatters.set(key, fresh)
  return fresh
}

/** `+79172345678` → `+7 917 234-56-78`; a number of another country stays as it is. */
export function formatPhone(e164: string): string {
  const ours = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(e164)
  return ours ? `+7 ${ours[1]} ${ours[2]}-${ours[3]}-${ours[4]}` : e164
}

/** `10:42` */
export const formatTime = (iso: string): string =>
  dateFormat('time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(iso))

/** `24.11.2026` */
export const formatDate = (iso: string): string => {
  const at = new Date(iso)
  return `${two(at.getDate())}.${two(at.getMonth() + 1)}.${at.getFullYear()}`
}

/** `24.11.2026, 10:42` */
export const formatDateTime = (iso: string): string => `${formatDate(iso)}, ${formatTime(iso)}`

/** The local calendar day, to group by: `2026-11-24`. */
export const dayKey = (iso: string): string => {
  const at = new Date(iso)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** «Сегодня», «Вчера», «3 ноября», «3 ноября 2025». */
export function formatDay(iso: string, now = new Date()): string {
  const t = wordsNow(uiWords)
  const day = dayKey(iso)
  if (day === dayKey(now.toISOString())) return t.today
  if (day === dayKey(new Date(now.getTime() - 86_400_000).toISOString())) return t.yesterday
  const at = new Date(iso)
  const text = dateFormat('day', { day: 'numeric', month: 'long' }).format(at)
  return at.getFullYear() === now.getFullYear() ? text : `${text} ${at.getFullYear()}`
}

/** `02:14`, past an hour `1:02:14`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const h = Math.floor(whole / 3600)
  const m = Math.floor((whole % 3600) / 60)
  return h > 0 ? `${h}:${two(m)}:${two(whole % 60)}` : `${two(m)}:${two(whole % 60)}`
}

/** Whole kopecks → `1 250,00 ₽`. */
export const formatMoney = (kopecks: number): string =>
  new Intl.NumberFormat(locale(), { style: 'currency', currency: 'RUB' }).format(kopecks / 100)

export function formatSize(bytes: number): string {
  const t = wordsNow(uiWords)
  const number = (value: number) => new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value)
  if (bytes < 1024) return t.bytes({ value: bytes })
  if (bytes < 1024 * 1024) return t.kilobytes({ value: number(Math.round(bytes / 1024)) })
  return t.megabytes({ value: number(bytes / 1024 / 1024) })
}

/** A wait as one short piece: `40 с` never, `00:40` under an hour, `3 ч`, `2 дня` beyond. */
export function formatWait(seconds: number): string {
  const t = wordsNow(uiWords)
  if (seconds < 3600) return formatDuration(seconds)
  if (seconds < 86_400) return t.shortHours({ value: Math.floor(seconds / 3600) })
  return t.days(Math.floor(seconds / 86_400))
}

export type Deadline = { text: string; tone: 'late' | 'soon' | 'calm'; exact: string }

/** A deadline in words: «просрочено 3 ч», «25 мин», «сегодня в 18:00», «завтра», «5 дней». */
export function describeDeadline(iso: string, now: Date): Deadline {
  const t = wordsNow(uiWords)
  const left = new Date(iso).getTime() - now.getTime()
  const exact = formatDateTime(iso)
  if (left < 0) return { text: t.overdueBy({ span: shortSpan(-left) }), tone: 'late', exact }
  if (left < 3_600_000) return { text: shortSpan(left), tone: 'soon', exact }
  const days = daysBetween(now, new Date(iso))
  if (days === 0) return { text: t.todayAt({ time: formatTime(iso) }), tone: 'soon', exact }
  if (days === 1) return { text: t.tomorrow, tone: 'soon', exact }
  return { text: t.days(days), tone: 'calm', exact }
}

/** `describeDeadline` that moves with the clock and the language. */
export function useDeadline(iso: string): Deadline {
  useLanguage()
  return describeDeadline(iso, useNow(30_000))
}

function shortSpan(ms: number): string {
  const t = wordsNow(uiWords)
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return t.lessThanMinute
  if (minutes < 60) return t.shortMinutes({ value: minutes })
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? t.shortHours({ value: hours }) : t.days(Math.floor(hours / 24))
}

const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
const daysBetween = (from: Date, to: Date) => Math.round((midnight(to) - midnight(from)) / 86_400_000)
const two = (n: number) => String(n).padStart(2, '0')

/** As a person types it («8 (917) 123-45-67») → E.164; null when it is no number. */
export function toE164(typed: string): string | null {
  const digits = typed.replace(/\D/g, '')
  if (/^[78]\d{10}$/.test(digits)) return `+7${digits.slice(1)}`
  if (/^9\d{9}$/.test(digits)) return `+7${digits}`
  return typed.trim().startsWith('+') && /^\d{10,15}$/.test(digits) ? `+${digits}` : null
}
