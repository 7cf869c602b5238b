/**
 * The store of files that is a bucket of S3: requests, failures in words, and bytes on their way.
 */
package orderbakery.s3;
