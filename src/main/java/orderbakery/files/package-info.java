/** Where the bytes of files are kept: what is asked of a store, and the store that is a folder. */
package orderbakery.files;
