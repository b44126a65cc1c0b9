import axios from 'axios'
import { z } from 'zod'
import { Refusal } from '#shared/contract/contract'

/** No answer of ours: the line, the server or its database is gone. What was asked may be asked again. */
export class Unreachable extends Error {}

/** The server answered, and stumbled over this very request. It may do so again, so it must not hold up the others. */
export class ServerFault extends Unreachable {}

const Told = z.object({ refusal: z.string(), detail: z.record(z.string(), z.unknown()).default({}) })
/** A gateway or an overloaded server may say these of any request; they judge the moment, not the request. */
const isPassing = (status: number) => status >= 500 || status === 408 || status === 429

/** The server's no as a `Refusal`; anything else that is not an answer as `Unreachable`, for a wall in between may say anything. */
export function failureOf(error: unknown): unknown {
  if (!axios.isAxiosError(error)) return error
  const { response } = error
  const told = Told.safeParse(response?.data)
  if (!response || !told.success) return new Unreachable(error.code ?? 'no answer')
  if (!isPassing(response.status)) return new Refusal(told.data.refusal, told.data.detail)
  return response.status === 500 ? new ServerFault(told.data.refusal) : new Unreachable(told.data.refusal)
}

export const isSignInRequired = (error: unknown): boolean => error instanceof Refusal && error.code === 'signInRequired'
