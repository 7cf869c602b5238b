/** Order Bakery beside other programmes that do the same, on the same servers, in one run. */
package orderbakery.bench.compare;
