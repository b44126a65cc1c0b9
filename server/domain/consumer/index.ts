import type { consumerEndpoints } from '#shared/contract/consumer'
import type { Handlers } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { createConsumer } from './createConsumer.ts'
import { openConsumer } from './openConsumer.ts'
import { searchConsumers } from './searchConsumers.ts'

export { findOutages } from '../outage/index.ts'
export { addSearchWords } from './addSearchWords.ts'
export { findByAccount, findByEmail, findByPhone } from './findConsumers.ts'
export { guardConsumer } from './guardConsumer.ts'
export { tokensOf } from './rules.ts'
export { indexConsumer, selectCards, selectLines } from './sql.ts'
export { createConsumer }

export const consumerHandlers: Handlers<typeof consumerEndpoints, Context> = {
  searchConsumers,
  openConsumer,
  createConsumer,
}
