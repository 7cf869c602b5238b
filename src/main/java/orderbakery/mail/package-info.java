/**
 * Mails to customers: their texts of templates, their form, and what a mail server says to them.
 */
package orderbakery.mail;
