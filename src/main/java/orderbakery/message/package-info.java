/** The messages of contract.md section 3 as bytes: CloudEvents in structured mode. */
package orderbakery.message;
