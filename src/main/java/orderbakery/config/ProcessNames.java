package orderbakery.config;

/**
 * How this process is named in events and receipts: by role and replica, never by host.
 *
 * @param replica the k of {@code bakery.replica}
 */
record ProcessNames(int replica) {

  String of(Role role) {
    return role.roleName() + "-" + replica;
  }

  /** Of a process as operators use it, whatever its roles. */
  String ofManagement() {
    return "management-" + replica;
  }
}
