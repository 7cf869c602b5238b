/** Parked commands, and those that wait behind one: retry, skip, republish. */
package orderbakery.operate.parked;
