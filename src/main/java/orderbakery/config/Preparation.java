package orderbakery.config;

/** What a process does about rooms, queues, collections and indexes before its work. */
enum Preparation {
  /** Makes what is missing. */
  MAKE,
  /** Waits until they are there; its users need no right to make them. */
  AWAIT,
  /** Makes what is missing, and ends. */
  ONLY
}
