import type { PhoneCall } from '#shared/contract/phone'

/** frequencies sounding together, seconds on, seconds off */
type Cadence = { hertz: readonly number[]; on: number; off: number; gain: number }
const CADENCES = {
  /** Somebody calls: two warm tones, unlike any other sound of the desktop. */
  ring: { hertz: [523.25, 659.25], on: 1.1, off: 1.9, gain: 0.16 },
  /** Control of sending and busy as in the Russian network: 425 Hz. */
  ringback: { hertz: [425], on: 1, off: 4, gain: 0.08 },
  busy: { hertz: [425], on: 0.35, off: 0.35, gain: 0.08 },
  /** So that a held person knows the line lives: nothing here sends music. */
  held: { hertz: [425], on: 0.2, off: 5, gain: 0.04 },
} as const satisfies Record<string, Cadence>
export type Tone = keyof typeof CADENCES

/** The tone a call sounds with, if any. */
export function toneOf(call: PhoneCall | null): Tone | null {
  if (!call) return null
  if (call.phase === 'ringing') return 'ring'
  if (call.phase === 'dialling') return 'ringback'
  if (call.phase === 'ended') return call.problem === 'busy' || call.problem === 'unreachable' ? 'busy' : null
  return call.isHeldByRemote && call.phase === 'talking' ? 'held' : null
}

/** Sounds one tone at a time until told otherwise. */
export class TonePlayer {
  #audio: AudioContext | null = null
  #sounding: Tone | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #volume = 1
  #now: { stop(): void } | null = null

  /** Of the ring only: the other tones belong to the call. */
  setRingVolume(volume: number): void {
    if (volume === this.#volume) return
    this.#volume = volume
    if (this.#sounding === 'ring') this.#restart()
  }

  play(tone: Tone | null): void {
    if (tone === this.#sounding) return
    this.#sounding = tone
    this.#restart()
  }

  #restart() {
    clearTimeout(this.#timer)
    this.#now?.stop()
    this.#now = null
    if (this.#sounding) this.#beat(this.#sounding)
  }

  #beat(tone: Tone) {
    const { hertz, on, off, gain } = CADENCES[tone]
    const volume = gain * (tone === 'ring' ? this.#volume : 1)
    if (volume > 0) this.#now = this.#sound(hertz, on, volume)
    this.#timer = setTimeout(() => this.#beat(tone), (on + off) * 1000)
  }

  #sound(hertz: readonly number[], seconds: number, volume: number) {
    this.#audio ??= new AudioContext()
    const audio = this.#audio
    void audio.resume()
    const from = audio.currentTime
    const gain = audio.createGain()
    gain.gain.setValueAtTime(0, from)
    gain.gain.linearRampToValueAtTime(volume, from + 0.03)
    gain.gain.setValueAtTime(volume, from + seconds - 0.05)
    gain.gain.linearRampToValueAtTime(0, from + seconds)
    gain.connect(audio.destination)
    for (const frequency of hertz) {
      const tone = audio.createOscillator()
      tone.frequency.value = frequency
      tone.connect(gain)
      tone.start(from)
      tone.stop(from + seconds)
    }
    return { stop: () => gain.disconnect() }
  }
}
