/** An address where a cloud tells what it knows of a node, credentials included. */
export interface MetadataAddress {
  /** As a block, for a NetworkPolicy. */
  readonly cidr: string;
  /** Whose it is. */
  readonly of: string;
  /** Where this is documented. */
  readonly source: string;
}

/** Addresses of metadata services, those of IPv4 first. */
export const METADATA_ADDRESSES: readonly MetadataAddress[] = Object.freeze([
  {
    cidr: '169.254.0.0/16',
    of: 'link-local, 169.254.169.254 of AWS, Azure, Google, Oracle and others',
    source: 'https://www.rfc-editor.org/rfc/rfc3927',
  },
  {
    cidr: '168.63.129.16/32',
    of: 'Azure, WireServer',
    source: 'https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16',
  },
  {
    cidr: '100.100.100.200/32',
    of: 'Alibaba',
    source: 'https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata',
  },
  {
    cidr: 'fe80::/10',
    of: 'link-local, fe80::a9fe:a9fe of OpenStack',
    source: 'https://docs.openstack.org/nova/latest/user/metadata.html',
  },
  {
    cidr: 'fd00:ec2::254/128',
    of: 'AWS',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html',
  },
  {
    cidr: 'fd00:ec2::23/128',
    of: 'AWS, agent of EKS Pod Identity',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html',
  },
  {
    cidr: 'fd20:ce::254/128',
    of: 'Google',
    source: 'https://cloud.google.com/compute/docs/metadata/overview',
  },
  {
    cidr: 'fd00:c1::a9fe:a9fe/128',
    of: 'Oracle',
    source: 'https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/gettingmetadata.htm',
  },
  {
    cidr: 'fd00:100::100:200/128',
    of: 'Alibaba',
    source: 'https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata',
  },
]);
