/** The embedded database cannot run here. The sentence says why and what the operator can do. */
export class EmbeddedFault extends Error {
  constructor(why: string, remedy: string) {
    super(
      `The embedded database cannot start: ${why}. ${remedy}, or set DATABASE_URL to a PostgreSQL of your own (15 or newer).`,
    )
    this.name = 'EmbeddedFault'
  }
}
