/** The append-only log: what an event is and where it stands. Pure Java. */
package orderbakery.log;
