import { CommandId } from '#shared/contract/contract'
import { api } from '#shared/contract/index'
import { client } from './client'
import { http } from './http'

/** Every call of the contract as a typed function; a refusal arrives as a thrown `Refusal`. */
export const server = client(http, api)

/** One per intention: made when the person acts, kept through every repeat of the same act. */
export const newCommandId = (): CommandId => CommandId.parse(crypto.randomUUID())
