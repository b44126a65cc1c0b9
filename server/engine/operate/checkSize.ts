import { Refusal } from '#shared/contract/contract'

/** Every advance reads all variables of its instance: one typed by hand must not make each of them slow. */
const LARGEST_VALUE_CHARACTERS = 100_000

/** Refusal: valueTooLarge. */
export function checkSize(value: unknown): void {
  if (JSON.stringify(value).length > LARGEST_VALUE_CHARACTERS)
    throw new Refusal('valueTooLarge', { most: LARGEST_VALUE_CHARACTERS })
}
