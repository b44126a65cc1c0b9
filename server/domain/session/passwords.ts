import argon2 from 'argon2'

// argon2id, OWASP's minimum: 19 MiB, two passes
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => argon2.hash(password, options)
export const isPassword = (hash: string, password: string): Promise<boolean> => argon2.verify(hash, password)

/** Checked when the login is unknown, so that the answer takes as long as for a known one. */
export const nobodysHash = hashPassword('nobody')
