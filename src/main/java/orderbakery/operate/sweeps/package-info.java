/** Looks by the clock for what has gone astray or waits for an operator. */
package orderbakery.operate.sweeps;
