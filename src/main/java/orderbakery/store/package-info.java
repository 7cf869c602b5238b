/** Documents of contract.md section 4: how they are written, read and indexed. */
package orderbakery.store;
