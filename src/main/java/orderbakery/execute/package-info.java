/** Executes pending events: decides, in memory and in order, what becomes of each. Pure Java. */
package orderbakery.execute;
