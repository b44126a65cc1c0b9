import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated database that worlds are cloned from; e2e/setup/database.ts provides it. */
    templateUrl: string
  }
}
