import { describe, expect, it } from 'vitest'
import { Refusal } from '#shared/contract/contract'
import { CallJobs } from './jobs.ts'

const problems: unknown[] = []
const make = () => new CallJobs((_message, error) => problems.push(error))

describe('the work on calls', () => {
  it('does the steps of one call in order, and of several side by side', async () => {
    const jobs = make()
    const done: string[] = []
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    jobs.add('a', async () => {
      await gate
      done.push('a1')
    })
    jobs.add('a', async () => void done.push('a2'))
    jobs.add('b', async () => {
      done.push('b1')
      release()
    })
    await jobs.stop()
    expect(done).toEqual(['b1', 'a1', 'a2'])
  })

  it('goes on with a call after a step that failed', async () => {
    const jobs = make()
    const done: string[] = []
    jobs.add('a', async () => {
      throw new Error('broken')
    })
    jobs.add('a', async () => void done.push('next'))
    await jobs.stop()
    expect(done).toEqual(['next'])
    expect(problems.pop()).toMatchObject({ message: 'broken' })
  })

  it('tries again what fails for a while, but never what was refused', async () => {
    const jobs = make()
    let tries = 0
    const once = () => {
      tries += 1
      if (tries < 3) throw new Error('connection terminated')
      return tries
    }
    expect(await jobs.persist(async () => once())).toBe(3)
    let refused = 0
    const refuse = async () => {
      refused += 1
      throw new Refusal('notTalking')
    }
    await expect(jobs.persist(refuse)).rejects.toMatchObject({ code: 'notTalking' })
    expect(refused).toBe(1)
  })
})
