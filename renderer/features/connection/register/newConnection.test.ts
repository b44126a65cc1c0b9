import { describe, expect, it } from 'vitest'
import { type ConnectionDraft, readConnection } from './newConnection'

const draft: ConnectionDraft = {
  isOpen: true,
  channel: 'portal',
  address: '',
  applicantKind: 'person',
  objectAddress: 'Казань, Гоголя 1',
  powerKw: '14,5',
  voltageKv: '0,4',
  distanceM: '1 200',
  isTemporary: false,
  codes: [],
}

describe('an application at the desk', () => {
  it('is read with the numbers as people write them', () => {
    expect(readConnection(draft)).toEqual({
      application: {
        applicantKind: 'person',
        objectAddress: 'Казань, Гоголя 1',
        powerKw: 14.5,
        voltageKv: 0.4,
        distanceM: 1200,
        isTemporary: false,
      },
    })
  })
  it('says what is wrong, in the order of the form', () => {
    expect(readConnection({ ...draft, objectAddress: '', powerKw: '', voltageKv: 'x', distanceM: '1,5' })).toEqual({
      wrong: ['objectAddress', 'powerKw', 'voltageKv', 'distanceM'],
    })
  })
})
