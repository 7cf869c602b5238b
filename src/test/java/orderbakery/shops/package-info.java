/** Orders as shops export them, translated to ours: each shop's shape in ten orders, made up. */
package orderbakery.shops;
