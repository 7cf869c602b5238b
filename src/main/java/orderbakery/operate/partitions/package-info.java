/** How far each partition is, for operators. */
package orderbakery.operate.partitions;
