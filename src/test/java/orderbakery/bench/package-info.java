/** The benchmark of {@code scripts/bench}: the product and the raw drivers, side by side. */
package orderbakery.bench;
