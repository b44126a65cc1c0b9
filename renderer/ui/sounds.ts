import { create } from 'zustand'
import { readKept, writeKept } from './keep'

/** Short and unlike each other: a new message rises, something overdue knocks twice low. */
const NOTES = {
  message: [
    [660, 0, 0.09],
    [880, 0.1, 0.12],
  ],
  overdue: [
    [330, 0, 0.12],
    [330, 0.2, 0.16],
  ],
} as const
export type Sound = keyof typeof NOTES

type Loudness = { volume: number; isMuted: boolean }
const KEY = 'okno.sounds'

function load(): Loudness {
  const [volume = Number.NaN, muted] = (readKept(KEY) ?? '0.6 0').split(' ').map(Number)
  return { volume: volume >= 0 && volume <= 1 ? volume : 0.6, isMuted: muted === 1 }
}

export const useLoudness = create<Loudness>(load)

export function setLoudness(change: Partial<Loudness>) {
  useLoudness.setState(change)
  const { volume, isMuted } = useLoudness.getState()
  writeKept(KEY, `${volume} ${isMuted ? 1 : 0}`)
}

let audio: AudioContext | null = null

export function playSound(sound: Sound) {
  const { volume, isMuted } = useLoudness.getState()
  if (isMuted || volume === 0) return
  audio ??= new AudioContext()
  for (const [frequency, after, lasts] of NOTES[sound]) {
    const from = audio.currentTime + after
    const tone = audio.createOscillator()
    const gain = audio.createGain()
    tone.frequency.value = frequency
    gain.gain.setValueAtTime(0, from)
    gain.gain.linearRampToValueAtTime(volume * 0.2, from + 0.01)
    gain.gain.exponentialRampToValueAtTime(0.0001, from + lasts)
    tone.connect(gain).connect(audio.destination)
    tone.start(from)
    tone.stop(from + lasts)
  }
}
